package io.activo.deploy.description;

import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which names are used, to find those that are set for nothing: most likely misspelt. */
final class Usage {
  private static final String UNUSED =
      "variable '%s' is set and used by no template, env-file or value";

  private final Set<String> used = new TreeSet<>();

  /** Names that something uses, whether or not their values are needed in the end. */
  void add(Collection<String> names) {
    used.addAll(names);
  }

  /**
   * A warning for each name that nothing uses.
   *
   * @param places the names that the description declares, each where it stands
   * @param properties the names of {@code -Dactivo.var.NAME}
   * @param set every name that has a value: one that is used and has none is meant first of all
   */
  List<Problem> warnings(
      Map<String, Place.InText> places, Collection<String> properties, Set<String> set) {
    List<Problem> warnings = new ArrayList<>();
    places.forEach(
        (name, at) -> {
          if (isUnused(name)) {
            warnings.add(Problem.of(UNUSED.formatted(name), at, fix(name, set, "remove it")));
          }
        });
    for (String name : new TreeSet<>(properties)) {
      if (isUnused(name)) {
        String what = "-Dactivo.var." + name + " is used by nothing";
        warnings.add(Problem.of(what, fix(name, set, "leave it out")));
      }
    }
    return warnings;
  }

  private boolean isUnused(String name) {
    return !used.contains(name) && !BuiltIns.isBuiltIn(name);
  }

  private String fix(String name, Set<String> set, String otherwise) {
    Set<String> unset = new TreeSet<>(used);
    unset.removeAll(set);
    return NearestName.of(name, unset)
        .or(() -> NearestName.of(name, used))
        .map(near -> "did you mean '" + near + "'?")
        .orElse(otherwise);
  }
}
