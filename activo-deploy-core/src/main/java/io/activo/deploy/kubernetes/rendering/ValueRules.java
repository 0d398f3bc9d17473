package io.activo.deploy.kubernetes.rendering;

import java.util.Set;

/**
 * How values are put into manifests.
 *
 * @param raw the variables that may carry YAML or JSON; their values are not looked at
 * @param quoting what happens to a value that is not read as the text that it is
 * @param verbatim whether values go in byte for byte, without the indentation of a block that they
 *     stand in
 * @param unset the variables that are not set, where that is no error: what they leave empty is
 *     told already
 */
public record ValueRules(Set<String> raw, Quoting quoting, boolean verbatim, Set<String> unset) {
  public ValueRules {
    raw = Set.copyOf(raw);
    unset = Set.copyOf(unset);
  }

  /** What happens to a value that is not read as the text that it is. */
  public enum Quoting {
    /** It is refused. */
    REFUSE,
    /** It is quoted, or escaped where it stands in quotes already. */
    AUTO
  }

  /** Refuses whatever is not read as the text that it is. */
  public static ValueRules strict() {
    return new ValueRules(Set.of(), Quoting.REFUSE, false, Set.of());
  }
}
