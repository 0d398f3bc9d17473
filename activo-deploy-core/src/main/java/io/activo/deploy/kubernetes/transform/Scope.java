package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which kinds live in namespaces, as far as it is known without a cluster: those of Kubernetes, and
 * those whose definitions stand among the manifests. Any other is taken to live in one.
 *
 * @param clusterWide by {@code group/kind}
 * @param namespace where objects go that name no namespace; may be empty, as long as it is not
 *     known
 */
record Scope(Set<String> clusterWide, String namespace) {
  private static final Map<String, ResourceKind> BUILT_IN =
      BuiltInKinds.all().stream()
          .collect(Collectors.toMap(Scope::key, kind -> kind, (first, other) -> first));

  static Scope of(List<Manifest> manifests, String namespace) {
    Set<String> clusterWide =
        BuiltInKinds.all().stream()
            .filter(kind -> !kind.namespaced())
            .map(Scope::key)
            .collect(Collectors.toSet());
    manifests.stream()
        .filter(manifest -> manifest.ref().kind().equals("CustomResourceDefinition"))
        .map(Manifest::content)
        .filter(crd -> text(crd, "spec", "scope").equals("Cluster"))
        .forEach(
            crd ->
                clusterWide.add(
                    text(crd, "spec", "group") + "/" + text(crd, "spec", "names", "kind")));
    return new Scope(Set.copyOf(clusterWide), namespace);
  }

  private static String text(Map<String, Object> object, String... path) {
    return Json.at(object, path).map(Object::toString).orElse("");
  }

  private static String key(ResourceKind kind) {
    return PodFields.kind(new ObjectRef(kind.apiVersion(), kind.kind(), "", ""));
  }

  boolean isNamespaced(String kind) {
    return !clusterWide.contains(kind);
  }

  /** The namespace that an object will be in; empty for one of the whole cluster. */
  String namespaceOf(ObjectRef ref) {
    if (!isNamespaced(PodFields.kind(ref))) {
      return "";
    }
    return ref.namespace().isEmpty() ? namespace : ref.namespace();
  }

  /** Whether Kubernetes itself has this {@code group/kind}. */
  static boolean isBuiltIn(String kind) {
    return BUILT_IN.containsKey(kind);
  }

  /** The plural of a {@code group/kind} of Kubernetes in URLs and roles; empty for others. */
  static String plural(String kind) {
    ResourceKind known = BUILT_IN.get(kind);
    return known == null ? "" : known.plural();
  }
}
