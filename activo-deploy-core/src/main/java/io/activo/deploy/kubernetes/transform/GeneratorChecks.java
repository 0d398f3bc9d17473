package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks whether generators fit each other and the manifests. */
record GeneratorChecks(Problems problems, Scope scope) {

  static NamedObject key(Generator generator, Scope scope) {
    String kind = generator.kind().toString();
    return Renames.key(new ObjectRef("v1", kind, "", generator.name().value()), scope);
  }

  /** A name stands for one object: two generators, or one and a manifest, would be mixed up. */
  void check(List<Generator> generators, List<Manifest> manifests) {
    Map<NamedObject, String> places = new HashMap<>();
    for (Manifest manifest : manifests) {
      places.putIfAbsent(Renames.key(manifest.ref(), scope), manifest.place().toString());
    }
    for (Generator generator : generators) {
      PlacedText name = generator.name();
      String earlier = places.putIfAbsent(key(generator, scope), name.at().toString());
      if (earlier != null) {
        problems.add(
            Problem.of(
                generator.kind() + " '" + name + "' stands here again, after " + earlier,
                name.at(),
                "give one of the two another name"));
      }
    }
  }

  /** Generators with a hash in the name that no manifest refers to: nobody else can know it. */
  List<Problem> unused(List<Generator> generators, List<Manifest> manifests) {
    if (generators.isEmpty()) {
      return List.of();
    }
    Set<NamedObject> meant = manifests.stream().flatMap(this::meant).collect(Collectors.toSet());
    return generators.stream()
        .filter(Generator::hash)
        .filter(generator -> !meant.contains(key(generator, scope)))
        .map(generator -> unused(generator, meant, manifests))
        .toList();
  }

  private Stream<NamedObject> meant(Manifest manifest) {
    References references = new References(scope);
    return References.of(manifest.ref()).stream()
        .flatMap(reference -> references.meant(manifest, reference).stream());
  }

  private Problem unused(Generator generator, Set<NamedObject> meant, List<Manifest> manifests) {
    String name = generator.name().value();
    String what = generator.kind() + " '" + name + "', whose name gets a hash";
    Optional<Manifest> custom =
        manifests.stream()
            .filter(manifest -> !Scope.isBuiltIn(PodFields.kind(manifest.ref())))
            .filter(manifest -> holds(manifest.content(), name))
            .findFirst();
    if (custom.isPresent()) {
      return Problem.of(
          what
              + ", is named in a custom resource, where names do not follow: "
              + custom.get().ref(),
          custom.get().place(),
          "set hash: false at " + generator.name().at());
    }
    List<String> names =
        meant.stream()
            .filter(object -> object.kind().equals(key(generator, scope).kind()))
            .map(NamedObject::name)
            .toList();
    String near = NearestName.hint(name, names);
    return Problem.of(
        "no manifest refers to " + what,
        generator.name().at(),
        near.isEmpty() ? "refer to it, or set hash: false" : near);
  }

  private static boolean holds(Object value, String text) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(item -> item != null && holds(item, text));
    }
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(item -> item != null && holds(item, text));
    }
    return value.equals(text);
  }
}
