package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which kinds the cluster serves, asked once for each group version. */
final class Discovery {
  private static final Duration EXPECTED = Duration.ofSeconds(10);

  private final ApiRequests requests;
  private final Retries retries;
  private final Map<String, List<ResourceKind>> served = new ConcurrentHashMap<>();
  private final Map<String, Boolean> expected = new ConcurrentHashMap<>();

  Discovery(ApiRequests requests, Retries retries) {
    this.requests = requests;
    this.retries = retries;
  }

  /**
   * A definition was applied: it takes a moment until the cluster serves its kind. One that was
   * made anew may serve it in another scope than before.
   */
  void expect(Definition definition) {
    String group = definition.group();
    expected.put(definition.kind() + "." + group, definition.namespaced());
    served.keySet().removeIf(version -> version.startsWith(group + "/"));
  }

  /**
   * How a kind is served. A kind that is not known is asked for again: a definition applied a
   * moment ago may have brought it. Is it expected, it is waited for.
   *
   * @param where the place that a problem names
   * @throws DeployException if the cluster does not serve it, with what it serves instead
   */
  ResourceKind kind(String apiVersion, String kind, Place where) {
    Optional<Boolean> scope = expected(apiVersion, kind);
    Duration patience = scope.isPresent() ? EXPECTED : Duration.ZERO;
    return find(served.getOrDefault(apiVersion, List.of()), kind, scope)
        .or(() -> retries.until(patience, () -> find(ask(apiVersion), kind, scope)))
        .orElseThrow(() -> new DeployException(unknown(apiVersion, kind, where)));
  }

  /** Whether a kind, whose definition was applied, is to live in namespaces. */
  private Optional<Boolean> expected(String apiVersion, String kind) {
    String group = new ObjectRef(apiVersion, kind, "", "").group();
    return Optional.ofNullable(expected.get(kind + "." + group));
  }

  private static Optional<ResourceKind> find(
      List<ResourceKind> kinds, String kind, Optional<Boolean> namespaced) {
    return find(kinds, kind)
        .filter(known -> known.namespaced() == namespaced.orElse(known.namespaced()));
  }

  private static Optional<ResourceKind> find(List<ResourceKind> kinds, String kind) {
    return kinds.stream().filter(known -> known.kind().equals(kind)).findFirst();
  }

  private List<ResourceKind> ask(String apiVersion) {
    ApiAnswer answer =
        requests.get(
            ApiRequest.get(ApiRequest.groupVersion(apiVersion)),
            new Subject("the kinds of " + apiVersion, Place.nowhere(), false));
    return answer.ok() ? keep(apiVersion, answer) : List.of();
  }

  private List<ResourceKind> keep(String apiVersion, ApiAnswer answer) {
    List<ResourceKind> kinds =
        answer.object().objects("resources").stream()
            .filter(resource -> !resource.text("name").contains("/"))
            .map(resource -> resourceKind(apiVersion, resource))
            .toList();
    served.put(apiVersion, kinds);
    return kinds;
  }

  private static ResourceKind resourceKind(String apiVersion, LiveObject resource) {
    return new ResourceKind(
        apiVersion,
        resource.text("kind"),
        resource.text("name"),
        resource.value("namespaced").filter(Boolean.TRUE::equals).isPresent());
  }

  private Problem unknown(String apiVersion, String kind, Place where) {
    List<String> groupVersions = groupVersions();
    List<String> elsewhere = serving(kind, groupVersions);
    if (!elsewhere.isEmpty()) {
      String versions = String.join(", ", elsewhere);
      return Problem.of(
          "the cluster does not serve " + kind + " in " + apiVersion,
          where,
          "it serves it in " + versions + ": set apiVersion");
    }
    if (!groupVersions.contains(apiVersion)) {
      return Problem.of(
          "the cluster does not serve the API version " + apiVersion,
          where,
          hint(apiVersion, groupVersions));
    }
    List<String> known =
        served.getOrDefault(apiVersion, List.of()).stream().map(ResourceKind::kind).toList();
    return Problem.of(
        "the cluster knows no kind " + kind + " in " + apiVersion, where, hint(kind, known));
  }

  private static String hint(String name, List<String> known) {
    String install = "install the CustomResourceDefinition that defines it";
    return NearestName.of(name, known)
        .map(near -> "did you mean '" + near + "'? otherwise " + install)
        .orElse(install);
  }

  /** Where the kind is served; the group versions are asked one by one, as this is for a hint. */
  private List<String> serving(String kind, List<String> groupVersions) {
    return groupVersions.stream()
        .filter(other -> find(known(other), kind).isPresent())
        .distinct()
        .toList();
  }

  private List<ResourceKind> known(String apiVersion) {
    List<ResourceKind> kinds = served.get(apiVersion);
    return kinds != null
        ? kinds
        : requests
            .once(ApiRequest.get(ApiRequest.groupVersion(apiVersion)))
            .map(answer -> keep(apiVersion, answer))
            .orElse(List.of());
  }

  private List<String> groupVersions() {
    ApiAnswer answer =
        requests.get(
            ApiRequest.get(List.of("apis")), new Subject("the API groups", Place.nowhere(), false));
    Stream<String> groups =
        answer.object().objects("groups").stream()
            .flatMap(group -> group.objects("versions").stream())
            .map(version -> version.text("groupVersion"));
    return new ArrayList<>(Stream.concat(Stream.of("v1"), groups).toList());
  }
}
