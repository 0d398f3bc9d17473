package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives the objects of an entry its namespace and its suffix. */
record EntryChange(EntryObjects entry, Scope scope) {
  /** Names that kustomize 5.7.1 does not change either: others are made of them. */
  private static final Set<String> FIXED_NAMES =
      Set.of(
          "/Namespace",
          "apiextensions.k8s.io/CustomResourceDefinition",
          "apiregistration.k8s.io/APIService");

  List<Manifest> apply(Problems problems) {
    List<Manifest> placed =
        entry.manifests().stream().map(manifest -> placed(manifest, problems)).toList();
    return entry.suffix().map(suffix -> suffixed(placed, suffix.value())).orElse(placed);
  }

  private Manifest placed(Manifest manifest, Problems problems) {
    Optional<PlacedText> wanted =
        entry.namespace().filter(any -> scope.isNamespaced(PodFields.kind(manifest.ref())));
    String own = manifest.ref().namespace();
    wanted
        .filter(text -> !own.isEmpty() && !own.equals(text.value()))
        .ifPresent(text -> problems.add(differs(manifest, text)));
    return wanted.map(text -> manifest.inNamespace(text.value())).orElse(manifest);
  }

  private static Problem differs(Manifest manifest, PlacedText wanted) {
    return Problem.of(
        "%s names the namespace %s, its entry the namespace %s (%s)"
            .formatted(manifest.ref(), manifest.ref().namespace(), wanted, wanted.at()),
        manifest.placeOf(FieldPath.of("metadata", "namespace")),
        "leave it out here, or give the file an entry of its own");
  }

  private List<Manifest> suffixed(List<Manifest> manifests, String suffix) {
    Map<NamedObject, String> names = new LinkedHashMap<>();
    manifests.stream()
        .map(Manifest::ref)
        .filter(EntryChange::takesSuffix)
        .forEach(ref -> names.put(Renames.key(ref, scope), ref.name() + suffix));
    Renames renames = new Renames(names, scope);
    return manifests.stream().map(renames::follow).map(each -> named(each, suffix)).toList();
  }

  private static boolean takesSuffix(ObjectRef ref) {
    return !FIXED_NAMES.contains(PodFields.kind(ref));
  }

  private static Manifest named(Manifest manifest, String suffix) {
    ObjectRef ref = manifest.ref();
    if (!takesSuffix(ref)) {
      return manifest;
    }
    String name = ref.name() + suffix;
    Map<String, Object> content =
        Fields.withAt(manifest.content(), List.of("metadata"), "name", name);
    return new Manifest(
        new ObjectRef(ref.apiVersion(), ref.kind(), ref.namespace(), name),
        content,
        manifest.places());
  }
}
