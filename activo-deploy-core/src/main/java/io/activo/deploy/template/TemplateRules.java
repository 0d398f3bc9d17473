package io.activo.deploy.template;

import java.util.Optional;
import java.util.Set;

/**
 * How a template is read.
 *
 * @param substitute the only names that are substituted; empty means all
 * @param passthrough names that stay as they are written, also when they stand in {@code
 *     substitute}
 */
public record TemplateRules(
    Dialect dialect, Optional<Set<String>> substitute, Set<String> passthrough) {
  public TemplateRules {
    substitute = substitute.map(Set::copyOf);
    passthrough = Set.copyOf(passthrough);
  }

  /** The dialect with every name substituted. */
  public static TemplateRules of(Dialect dialect) {
    return new TemplateRules(dialect, Optional.empty(), Set.of());
  }

  /**
   * GNU envsubst with a SHELL-FORMAT argument: only the names that stand in it are substituted.
   *
   * @param shellFormat <code>$HOST ${PORT}</code>; what stands between the references is irrelevant
   */
  public static TemplateRules gnu(String shellFormat) {
    Set<String> names = Set.copyOf(Template.variables(shellFormat));
    return new TemplateRules(Dialect.GNU, Optional.of(names), Set.of());
  }

  /** These rules with other names that stay as they are written. */
  public TemplateRules withPassthrough(Set<String> names) {
    return new TemplateRules(dialect, substitute, names);
  }

  /** Whether a reference to the name is replaced by its value. */
  boolean substitutes(String name) {
    return !passthrough.contains(name)
        && substitute.map(names -> names.contains(name)).orElse(true);
  }
}
