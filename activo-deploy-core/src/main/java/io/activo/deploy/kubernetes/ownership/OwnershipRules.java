package io.activo.deploy.kubernetes.ownership;

import java.util.Set;

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
}
