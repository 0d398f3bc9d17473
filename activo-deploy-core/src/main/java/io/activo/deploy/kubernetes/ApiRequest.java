package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request to the API server. All of them may be repeated: reading is idempotent, and so is
 * server-side apply; what deletes or patches names the version that it means.
 *
 * @param path the segments of the path below the server's address, not encoded
 * @param query the query's parameters in the order sent
 * @param body what it sends; a {@code GET} when empty
 */
record ApiRequest(List<String> path, Map<String, String> query, Optional<Body> body) {

  private static final String APPLY = "application/apply-patch+yaml";

  /** What a request sends, and how. */
  record Body(String method, String type, String text) {}

  ApiRequest {
    path = List.copyOf(path);
    path.forEach(ApiRequest::check);
  }

  /** A {@code GET} of a path. */
  static ApiRequest get(List<String> path) {
    return new ApiRequest(path, Map.of(), Optional.empty());
  }

  /** A server-side apply of a path. */
  static ApiRequest apply(List<String> path, String body) {
    Body patch = new Body("PATCH", APPLY, body);
    return new ApiRequest(path, Map.of(), Optional.of(patch));
  }

  /** A JSON patch of a path (RFC 6902). */
  static ApiRequest jsonPatch(List<String> path, String operations) {
    Body patch = new Body("PATCH", "application/json-patch+json", operations);
    return new ApiRequest(path, Map.of(), Optional.of(patch));
  }

  /** The deletion of a path. */
  static ApiRequest delete(List<String> path, String options) {
    Body body = new Body("DELETE", "application/json", options);
    return new ApiRequest(path, Map.of(), Optional.of(body));
  }

  /** This request with one more parameter of the query. */
  ApiRequest with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(query);
    more.put(name, value);
    return new ApiRequest(path, more, body);
  }

  /** Whether it is for one version or one life of an object: another one refuses it for good. */
  boolean isForOneVersion() {
    return body.filter(one -> !one.type().equals(APPLY)).isPresent();
  }

  /** The path of a group version: {@code /api/v1} for the core group, {@code /apis/apps/v1}. */
  static List<String> groupVersion(String apiVersion) {
    List<String> path = new ArrayList<>();
    path.add(apiVersion.contains("/") ? "apis" : "api");
    path.addAll(List.of(apiVersion.split("/", -1)));
    return path;
  }

  /** The path of all objects of a kind in a namespace; in all of them when it is empty. */
  static List<String> collection(ResourceKind kind, String namespace) {
    List<String> path = new ArrayList<>(groupVersion(kind.apiVersion()));
    if (kind.namespaced() && !namespace.isEmpty()) {
      path.add("namespaces");
      path.add(namespace);
    }
    path.add(kind.plural());
    return path;
  }

  /** The path of one object. */
  static List<String> object(ResourceKind kind, ObjectRef ref) {
    List<String> path = new ArrayList<>(collection(kind, ref.namespace()));
    path.add(ref.name());
    return path;
  }

  /** A segment that would lead to another path names no object: Kubernetes refuses it as well. */
  private static void check(String segment) {
    if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.contains("/")) {
      throw new DeployException(
          Problem.of("'" + segment + "' is no name of an object", "give it a name of its own"));
    }
  }
}
