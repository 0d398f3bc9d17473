package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.ownership.ConflictRules.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a deploy may do to objects beyond changing the fields that it owns.
 *
 * @param conflicts what is done about fields of other managers
 * @param recreate the kinds whose objects may be deleted and made anew where a change cannot be
 *     made otherwise: {@code Job}
 */
public record OwnershipRules(ConflictRules conflicts, Set<String> recreate) {
  /** Nothing beyond it. */
  public static final OwnershipRules STRICT = new OwnershipRules(ConflictRules.FAIL, Set.of());

  public OwnershipRules {
    recreate = Set.copyOf(recreate);
  }

  /** What they allow beyond changing our own fields, for the reader of a plan. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (conflicts.otherwise() != Choice.FAIL) {
      lines.add("conflicts: " + word(conflicts.otherwise()));
    }
    new TreeMap<>(conflicts.byField())
        .forEach((field, choice) -> lines.add("conflicts: " + field + ": " + word(choice)));
    if (!recreate.isEmpty()) {
      lines.add("recreate: " + String.join(", ", new TreeSet<>(recreate)));
    }
    return lines;
  }

  private static String word(Choice choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
