package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.ApplyAnswer.Cause;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.disclosure.ShownValues;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Changes that the server does not make to an object that lives: only one made anew can have them.
 * The sentences are those of Kubernetes 1.34: {@code field is immutable}, {@code may not change
 * once set}, {@code updates to parameters are forbidden}, {@code cannot change roleRef}, …
 *
 * @param live the object as it lives, if it may be read
 * @param shown the values as they may be shown
 */
record Immutability(Manifest manifest, Optional<LiveObject> live, ShownValues shown) {
  private static final Pattern SENTENCE =
      Pattern.compile(
          "\\bimmutable\\b|\\bmay not change\\b|\\bmay not be changed\\b|cannot change roleRef"
              + "|updates to .{1,300} (?:is|are) forbidden",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern EXCEPT = Pattern.compile("fields other than (?<fields>.*)");
  private static final Pattern QUOTED = Pattern.compile("'(\\w+)'|`spec\\.(\\w+)[^`]*`");
  private static final int SHOWN = 5;

  /** Said of a volume's source, whose field has the name of its type: {@code spec.hostPath}. */
  private static final String VOLUME_SOURCE = "spec.persistentvolumesource";

  /** What else the {@code spec} of a PersistentVolume has (API reference, v1). */
  private static final Set<String> BESIDE_SOURCE =
      Set.of(
          "accessModes",
          "capacity",
          "claimRef",
          "mountOptions",
          "nodeAffinity",
          "persistentVolumeReclaimPolicy",
          "storageClassName",
          "volumeAttributesClassName",
          "volumeMode");

  /** Whether this is all that is wrong. A policy's denial names no field. */
  static boolean explains(List<Cause> causes) {
    return !causes.isEmpty() && causes.stream().allMatch(Immutability::explains);
  }

  /** Whether this is a part of what is wrong. */
  static boolean isAmong(List<Cause> causes) {
    return causes.stream().anyMatch(Immutability::explains);
  }

  private static boolean explains(Cause cause) {
    return !cause.field().isEmpty() && SENTENCE.matcher(cause.message()).find();
  }

  /** {@code spec.selector is immutable (live …; here …)}, for each field that differs. */
  List<String> why(List<Cause> causes) {
    return causes.stream().flatMap(cause -> why(cause).stream()).distinct().toList();
  }

  private List<String> why(Cause cause) {
    List<ManagedField> changed = changed(cause);
    if (changed.isEmpty()) {
      return List.of(cause.field() + " is immutable");
    }
    return changed.stream().map(this::told).toList();
  }

  private String told(ManagedField field) {
    String there =
        live.map(object -> told("live", field, object.content(), "not set in the cluster") + "; ")
            .orElse("");
    String here = told("here", field, manifest.content(), "not set here");
    return field.written() + " is immutable (" + there + here + ")";
  }

  private String told(String where, ManagedField field, Map<String, Object> object, String unset) {
    return field.value(object).isPresent() ? where + " " + field.shown(object, shown) : unset;
  }

  private List<ManagedField> changed(Cause cause) {
    Optional<ManagedField> field = FieldText.read(named(cause), manifest.content());
    if (field.isEmpty() || live.isEmpty()) {
      return field
          .or(() -> live.flatMap(object -> FieldText.read(named(cause), object.content())))
          .stream()
          .toList();
    }
    ManagedField root = field.get();
    Optional<Object> here = root.value(manifest.content());
    Optional<Object> there = root.value(live.get().content());
    Set<String> allowed = allowed(cause);
    return Differences.between(here, there, root).stream()
        .filter(one -> allowed.stream().noneMatch(name -> isBelow(one, root, name)))
        .toList();
  }

  private static String named(Cause cause) {
    return cause.field().equals(VOLUME_SOURCE) ? "spec" : cause.field();
  }

  private static boolean isBelow(ManagedField field, ManagedField root, String name) {
    return root.then(new ManagedField.Name(name)).covers(field);
  }

  /** The fields that may be changed, where the server names them. */
  private static Set<String> allowed(Cause cause) {
    if (cause.field().equals(VOLUME_SOURCE)) {
      return BESIDE_SOURCE;
    }
    return EXCEPT
        .matcher(cause.message())
        .results()
        .flatMap(found -> QUOTED.matcher(found.group(1)).results())
        .map(Immutability::name)
        .collect(Collectors.toSet());
  }

  private static String name(MatchResult quoted) {
    return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
  }

  /** What cannot be changed, and what can be done about it. */
  Problem problem(List<Cause> causes) {
    List<String> why = why(causes);
    String kind = manifest.ref().kind();
    String fix =
        "give it another name, or let it be deleted and made anew: kubernetes.recreate: ["
            + kind
            + "]"
            + Recreation.loss(kind).map(loss -> " (" + loss + ")").orElse("");
    Problem problem = Problem.of(manifest.ref() + ": " + why.get(0), place(causes.get(0)), fix);
    List<String> more = new ArrayList<>(why.subList(1, Math.min(why.size(), SHOWN)));
    if (why.size() > SHOWN) {
      more.add("and " + (why.size() - SHOWN) + " more");
    }
    return problem.withDetail(more);
  }

  private Place place(Cause cause) {
    return changed(cause).stream()
        .findFirst()
        .flatMap(field -> field.in(manifest.content()))
        .map(manifest::placeOf)
        .orElse(manifest.place());
  }
}
