package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.stream.Stream;

/** A CustomResourceDefinition, as it is written or as it lives. */
public record Definition(LiveObject object) {

  /** Whether a name is one of a definition. */
  public static boolean is(ObjectRef ref) {
    return ref.kind().equals("CustomResourceDefinition")
        && ref.group().equals("apiextensions.k8s.io");
  }

  /**
   * The name of the definition of a kind, which is {@code PLURAL.GROUP} (Kubernetes API reference,
   * CustomResourceDefinition).
   */
  public static ObjectRef of(ResourceKind kind) {
    String apiVersion = kind.apiVersion();
    String group = apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    String name = kind.plural() + "." + group;
    return new ObjectRef("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", name);
  }

  /** The definitions among some objects. */
  public static List<Definition> among(List<Manifest> manifests) {
    return manifests.stream()
        .filter(manifest -> is(manifest.ref()))
        .map(manifest -> new Definition(new LiveObject(manifest.content())))
        .toList();
  }

  /** The group of its kind. */
  public String group() {
    return object.text("spec", "group");
  }

  /** Its kind. */
  public String kind() {
    return object.text("spec", "names", "kind");
  }

  /** Whether its objects live in namespaces. */
  public boolean namespaced() {
    return object.text("spec", "scope").equals("Namespaced");
  }

  /** Whether it defines the kind of an object. */
  public boolean defines(ObjectRef ref) {
    return group().equals(ref.group()) && kind().equals(ref.kind());
  }

  /** Whether the cluster, which has it, serves its kind in this API version. */
  public boolean serves(String apiVersion) {
    return established()
        && object.objects("spec", "versions").stream()
            .filter(version -> version.value("served").filter(Boolean.TRUE::equals).isPresent())
            .anyMatch(version -> apiVersion.equals(group() + "/" + version.text("name")));
  }

  /** Whether its kind is served, or is about to be. */
  public boolean established() {
    return conditions().anyMatch(c -> is(c, "Established") && c.text("status").equals("True"));
  }

  /** Why it is not established, for the reader. */
  Problem unestablished(Place where) {
    List<String> said =
        conditions()
            .filter(condition -> condition.text("status").equals("False"))
            .map(condition -> condition.text("type") + ": " + condition.text("message"))
            .toList();
    return Problem.of(
            "the cluster does not establish " + object.ref(),
            where,
            said.isEmpty()
                ? "see what the API server's log says"
                : "choose names that no other definition has")
        .withDetail(said);
  }

  private Stream<LiveObject> conditions() {
    return object.objects("status", "conditions").stream();
  }

  private static boolean is(LiveObject condition, String type) {
    return condition.text("type").equals(type);
  }
}
