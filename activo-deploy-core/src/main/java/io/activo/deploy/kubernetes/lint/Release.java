package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Definition;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects that are applied together, found by name, by kind and by the labels of their pods.
 */
final class Release {
  private final List<Manifest> manifests;
  private final Surroundings surroundings;
  private final Map<ObjectRef, Manifest> byName = new LinkedHashMap<>();
  private final Map<String, List<Manifest>> byKind;
  private final List<PodTemplate> pods;
  private final Map<String, Set<String>> named = new LinkedHashMap<>();

  Release(List<Manifest> manifests, Surroundings surroundings) {
    this.manifests = manifests;
    this.surroundings = surroundings;
    manifests.forEach(manifest -> byName.putIfAbsent(key(manifest.ref()), manifest));
    this.byKind = manifests.stream().collect(Collectors.groupingBy(each -> kind(each.ref())));
    this.pods = manifests.stream().flatMap(manifest -> PodTemplate.of(manifest).stream()).toList();
    manifests.stream()
        .filter(manifest -> isCustom(manifest.ref()))
        .forEach(
            manifest ->
                collectTexts(
                    manifest.content(),
                    named.computeIfAbsent(manifest.ref().namespace(), any -> new HashSet<>())));
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** All objects, in written order. */
  Stream<Field> objects() {
    return manifests.stream().map(Field::root);
  }

  /** The objects of a kind of a group, in written order. */
  List<Field> objects(String group, String kind) {
    return byKind.getOrDefault(group + "/" + kind, List.of()).stream().map(Field::root).toList();
  }

  private static String kind(ObjectRef ref) {
    return ref.group() + "/" + ref.kind();
  }

  /** The object of a name, in whatever version of its group. */
  Optional<Manifest> find(ObjectRef ref) {
    return Optional.ofNullable(byName.get(key(ref)));
  }

  /** The objects of the same group and kind, wherever they are. */
  List<Manifest> ofKind(ObjectRef ref) {
    return byKind.getOrDefault(kind(ref), List.of());
  }

  /** The definition of an object's kind. */
  Optional<Definition> definition(ObjectRef ref) {
    return objects("apiextensions.k8s.io", "CustomResourceDefinition").stream()
        .map(object -> new Definition(new LiveObject(object.manifest().content())))
        .filter(each -> each.group().equals(ref.group()) && each.kind().equals(ref.kind()))
        .findFirst();
  }

  /** The pod templates. */
  List<PodTemplate> pods() {
    return pods;
  }

  /** The pod templates of a namespace. */
  List<PodTemplate> pods(String namespace) {
    return pods.stream()
        .filter(template -> template.field().namespace().equals(namespace))
        .toList();
  }

  /** The pod templates that a selector selects in its namespace. */
  List<PodTemplate> selected(Selector selector) {
    return pods(selector.at().namespace()).stream().filter(selector::selects).toList();
  }

  /** Whether a custom resource is there, whose controller may make pods that no manifest shows. */
  boolean hasCustomResources(String namespace) {
    return named.containsKey(namespace);
  }

  /**
   * Whether a custom resource of the namespace has the name in it: its controller may make the
   * object, as those of Certificate, ExternalSecret and SealedSecret make Secrets.
   */
  boolean isNamedByCustomResource(ObjectRef ref) {
    return named.getOrDefault(ref.namespace(), Set.of()).contains(ref.name());
  }

  /** A kind of another group than those of Kubernetes itself: {@code cert-manager.io}. */
  private static boolean isCustom(ObjectRef ref) {
    boolean ownGroup = ref.group().contains(".") && !ref.group().endsWith(".k8s.io");
    return ownGroup && BuiltInKinds.find(ref.apiVersion(), ref.kind()).isEmpty();
  }

  private static void collectTexts(Object value, Set<String> texts) {
    if (value instanceof String text) {
      texts.add(text);
    } else if (value instanceof Map<?, ?> map) {
      children(map.values().stream()).forEach(child -> collectTexts(child, texts));
    } else if (value instanceof List<?> list) {
      children(list.stream()).forEach(child -> collectTexts(child, texts));
    }
  }

  private static Stream<?> children(Stream<?> values) {
    return values.filter(value -> value != null);
  }

  private static ObjectRef key(ObjectRef ref) {
    boolean wholeCluster =
        BuiltInKinds.namespaced(ref.apiVersion(), ref.kind()).map(is -> !is).orElse(false);
    return new ObjectRef(ref.group(), ref.kind(), wholeCluster ? "" : ref.namespace(), ref.name());
  }
}
