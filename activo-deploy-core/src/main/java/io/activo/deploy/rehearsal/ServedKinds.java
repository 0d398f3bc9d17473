package io.activo.deploy.rehearsal;

import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ResourceKind;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The kinds that the rehearsal serves: the built-in ones, and those of applied definitions. */
final class ServedKinds {
  private final Map<String, ResourceKind> defined = new LinkedHashMap<>();

  /** Serves what a CustomResourceDefinition defines; another object defines nothing. */
  void add(LiveObject object) {
    if (!object.text("kind").equals("CustomResourceDefinition")) {
      return;
    }
    String kind = object.text("spec", "names", "kind");
    String plural = object.text("spec", "names", "plural");
    boolean namespaced = object.text("spec", "scope").equals("Namespaced");
    for (LiveObject version : object.objects("spec", "versions")) {
      String apiVersion = object.text("spec", "group") + "/" + version.text("name");
      if (version.value("served").filter(Boolean.TRUE::equals).isPresent()) {
        defined.put(
            apiVersion + " " + kind, new ResourceKind(apiVersion, kind, plural, namespaced));
      } else {
        defined.remove(apiVersion + " " + kind);
      }
    }
  }

  ResourceKind find(String apiVersion, String kind) {
    return BuiltInKinds.find(apiVersion, kind)
        .orElseGet(
            () -> {
              ResourceKind found = defined.get(apiVersion + " " + kind);
              if (found == null) {
                throw unknown(apiVersion, kind);
              }
              return found;
            });
  }

  private DeployException unknown(String apiVersion, String kind) {
    List<ResourceKind> all =
        Stream.concat(BuiltInKinds.all().stream(), defined.values().stream()).toList();
    List<String> versions =
        all.stream().filter(k -> k.kind().equals(kind)).map(ResourceKind::apiVersion).toList();
    String hint =
        versions.isEmpty()
            ? NearestName.hint(kind, all.stream().map(ResourceKind::kind).distinct().toList())
            : kind + " is served as " + String.join(", ", versions);
    return new DeployException(
        Problem.of(
            "no matches for kind \"" + kind + "\" in version \"" + apiVersion + "\"",
            Place.of("rehearsal"),
            hint.isEmpty() ? "apply the CustomResourceDefinition that defines it first" : hint));
  }
}
