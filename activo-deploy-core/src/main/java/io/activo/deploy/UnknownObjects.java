package io.activo.deploy;

import io.activo.deploy.description.KubernetesDescription;
import io.activo.deploy.description.Text;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.ownership.ConflictRules;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a description says of objects and kinds that the release does not have: most likely
 * misspelt, or left behind.
 *
 * @param release all objects of the release
 */
record UnknownObjects(KubernetesDescription asked, List<ObjectRef> release) {

  static UnknownObjects of(KubernetesDescription asked, List<Manifest> manifests) {
    return new UnknownObjects(asked, manifests.stream().map(Manifest::ref).toList());
  }

  List<Problem> warnings() {
    return Stream.of(
            objects("conflicts", asked.ownership().conflicts(), ConflictRules::object),
            asked.ownership().recreate().stream().flatMap(kind -> kind(kind).stream()),
            objects("accept", asked.checks().accept(), UnknownObjects::accepted))
        .flatMap(each -> each)
        .toList();
  }

  /** The object of {@code RULE KIND/NAME FIELD}. */
  private static Optional<String> accepted(String entry) {
    String[] words = entry.strip().split("\\s+", 3);
    return words.length > 1 ? Optional.of(words[1]) : Optional.empty();
  }

  private Stream<Problem> objects(
      String key, List<Text> entries, Function<String, Optional<String>> object) {
    return entries.stream()
        .flatMap(
            entry ->
                object
                    .apply(entry.value())
                    .filter(UnknownObjects::isObject)
                    .filter(name -> release.stream().noneMatch(ref -> text(ref).equals(name)))
                    .map(name -> unknown(key, entry, name))
                    .stream());
  }

  /** What is none is refused by whoever reads the entry. */
  private static boolean isObject(String text) {
    return text.matches("[^/]+/[^/]+");
  }

  private Problem unknown(String key, Text entry, String object) {
    return Problem.of(
        "'" + key + "' names " + object + ", which the release does not have",
        entry.at(),
        nearest(object)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("write KIND/NAME of an object of the release, or remove it"));
  }

  /** Of the same kind by nearly that name, of that name first by nearly that kind. */
  private Optional<String> nearest(String object) {
    int slash = object.indexOf('/');
    String kind = object.substring(0, slash);
    String name = object.substring(slash + 1);
    List<String> names =
        release.stream().filter(ref -> ref.kind().equals(kind)).map(ObjectRef::name).toList();
    List<String> kinds =
        release.stream().filter(ref -> ref.name().equals(name)).map(ObjectRef::kind).toList();
    return NearestName.of(name, names)
        .map(near -> kind + "/" + near)
        .or(() -> NearestName.of(kind, kinds).map(near -> near + "/" + name))
        .or(() -> kinds.stream().findFirst().map(other -> other + "/" + name));
  }

  private Optional<Problem> kind(Text kind) {
    List<String> kinds = release.stream().map(ObjectRef::kind).distinct().toList();
    String near = NearestName.hint(kind.value(), kinds);
    return kinds.contains(kind.value())
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                "'recreate' names " + kind + ", and the release has no object of that kind",
                kind.at(),
                near.isEmpty() ? "remove it" : near));
  }

  private static String text(ObjectRef ref) {
    return ref.kind() + "/" + ref.name();
  }
}
