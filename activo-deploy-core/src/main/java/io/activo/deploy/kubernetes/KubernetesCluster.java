package io.activo.deploy.kubernetes;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A cluster that is reached over HTTP. */
final class KubernetesCluster implements Cluster {
  private static final int PAGE = 500;

  private final ClusterConnection connection;
  private final ApiRequests requests;
  private final Discovery discovery;

  KubernetesCluster(ClusterConnection connection, Retries retries) {
    this.connection = connection;
    this.requests = new ApiRequests(connection, retries);
    this.discovery = new Discovery(requests, retries);
  }

  static KubernetesCluster connect(ClusterAccess access, Map<String, String> environment) {
    return new KubernetesCluster(ClusterConnection.of(access, environment), Retries.real());
  }

  @Override
  public String describe() {
    ApiRequest request = ApiRequest.get(List.of("version"));
    Subject subject = new Subject("its version", Place.of(connection.server()), false);
    String version = requests.get(request, subject).object().text("gitVersion");
    String name = connection.name().isEmpty() ? "" : ", " + connection.name();
    return connection.server() + (version.isEmpty() ? "" : " (" + version + ")") + name;
  }

  @Override
  public ResourceKind kind(String apiVersion, String kind) {
    return discovery.kind(apiVersion, kind, Place.nowhere());
  }

  @Override
  public Applied apply(Manifest manifest) {
    Subject subject = Subject.of(manifest);
    List<String> path = path(manifest.ref(), subject);
    Before before = before(path);
    ApiRequest request =
        ApiRequest.apply(path, Json.print(manifest.content()))
            .with("fieldManager", FIELD_MANAGER)
            .with("fieldValidation", "Strict")
            .with("force", "false");
    ApiAnswer answer = requests.accepted(requests.send(request), subject);
    if (manifest.ref().kind().equals("CustomResourceDefinition")) {
      LiveObject spec = answer.object().object("spec");
      discovery.expect(spec.text("group"), spec.text("names", "kind"));
    }
    return new Applied(manifest.ref(), before.change(answer), answer.warnings());
  }

  @Override
  public Optional<LiveObject> get(ObjectRef ref) {
    Subject subject = Subject.of(ref);
    ApiAnswer answer = requests.get(ApiRequest.get(path(ref, subject)), subject);
    return answer.ok() ? Optional.of(answer.object()) : Optional.empty();
  }

  @Override
  public List<LiveObject> list(
      String apiVersion, String kind, String namespace, Map<String, String> labels) {
    ResourceKind resource = discovery.kind(apiVersion, kind, Place.nowhere());
    ApiRequest request =
        ApiRequest.get(ApiRequest.collection(resource, namespace))
            .with("limit", String.valueOf(PAGE));
    if (!labels.isEmpty()) {
      request = request.with("labelSelector", selector(labels));
    }
    Subject subject = new Subject(resource.plural(), Place.of(resource.plural()), false);
    List<LiveObject> all = new ArrayList<>();
    String next = "";
    do {
      ApiRequest page = next.isEmpty() ? request : request.with("continue", next);
      LiveObject list = requests.accepted(requests.send(page), subject).object();
      list.objects("items").forEach(item -> all.add(typed(item, resource)));
      next = list.text("metadata", "continue");
    } while (!next.isEmpty());
    return all;
  }

  @Override
  public List<String> log(
      String namespace, String pod, String container, boolean previous, int lines) {
    ObjectRef ref = new ObjectRef("v1", "Pod", namespace, pod);
    List<String> path = new ArrayList<>(path(ref, Subject.of(ref)));
    path.add("log");
    ApiRequest request =
        ApiRequest.get(path)
            .with("container", container)
            .with("tailLines", String.valueOf(lines))
            .with("previous", String.valueOf(previous));
    ApiAnswer answer = requests.send(request);
    if (answer.code() == 400 || answer.code() == 404) {
      return List.of();
    }
    return requests.accepted(answer, Subject.of(ref)).body().lines().toList();
  }

  @Override
  public void close() {
    requests.close();
  }

  private List<String> path(ObjectRef ref, Subject subject) {
    ResourceKind kind = discovery.kind(ref.apiVersion(), ref.kind(), subject.where());
    if (kind.namespaced() && ref.namespace().isEmpty()) {
      throw new DeployException(
          Problem.of("no namespace is known for " + ref, subject.where(), "set a namespace"));
    }
    return ApiRequest.object(kind, ref);
  }

  /** The object as it is before; one that may not be read is applied all the same. */
  private Before before(List<String> path) {
    ApiAnswer answer = requests.send(ApiRequest.get(path));
    return new Before(answer.ok() ? Optional.of(answer.object()) : Optional.empty());
  }

  private static String selector(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(","));
  }

  /** The items of a list have no type of their own. */
  private static LiveObject typed(LiveObject item, ResourceKind kind) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("apiVersion", kind.apiVersion());
    content.put("kind", kind.kind());
    content.putAll(item.content());
    return new LiveObject(content);
  }
}
