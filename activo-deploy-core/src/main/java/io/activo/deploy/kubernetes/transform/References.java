package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The references of objects to others. Custom resources are not looked into, as kustomize does not;
 * of other groups it knows HTTPRoutes and Knative Services.
 */
record References(Scope scope) {

  /** All fields of an object that refer, those of its pod specification first. */
  static List<Reference> of(ObjectRef ref) {
    Stream<Reference> inPod =
        PodFields.spec(ref).stream()
            .flatMap(spec -> Reference.inPods().stream().map(field -> field.below(spec)));
    return Stream.concat(inPod, Reference.outsidePods(PodFields.kind(ref)).stream()).toList();
  }

  /** Every object that a field of a manifest means. */
  List<NamedObject> meant(Manifest manifest, Reference reference) {
    return Fields.maps(manifest.content(), reference.path()).stream()
        .flatMap(holder -> meant(manifest.ref(), reference, holder).stream())
        .toList();
  }

  /**
   * The manifest with other names in a field.
   *
   * @param names gives the new name of an object, if it has one
   */
  Manifest renamed(
      Manifest manifest, Reference reference, Function<NamedObject, Optional<String>> names) {
    return manifest.with(
        Fields.changed(
            manifest.content(),
            reference.path(),
            holder ->
                meant(manifest.ref(), reference, holder)
                    .flatMap(names)
                    .map(name -> Fields.with(holder, reference.field(), name))
                    .orElse(holder)));
  }

  private Optional<NamedObject> meant(
      ObjectRef from, Reference reference, Map<String, Object> holder) {
    return Fields.text(holder, reference.field())
        .filter(name -> reference.isMeantBy(holder))
        .map(name -> new NamedObject(reference.target(), namespace(from, reference, holder), name));
  }

  /** The one that stands beside the name, or else that of the object that refers. */
  private Optional<String> namespace(
      ObjectRef from, Reference reference, Map<String, Object> holder) {
    if (!scope.isNamespaced(reference.target())) {
      return Optional.of("");
    }
    Optional<String> beside =
        reference.path().isEmpty()
            ? Optional.empty()
            : Fields.text(holder, "namespace").or(() -> Fields.text(holder, "secretNamespace"));
    return beside.or(() -> own(from));
  }

  private Optional<String> own(ObjectRef from) {
    return scope.isNamespaced(PodFields.kind(from))
        ? Optional.of(scope.namespaceOf(from))
        : Optional.empty();
  }
}
