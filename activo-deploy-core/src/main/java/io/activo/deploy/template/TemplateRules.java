package io.activo.deploy.template;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.Optional;
import java.util.Set;

/**
 * How a template is read.
 *
 * @param placeholder the marks around a name; other marks than {@link Placeholder#DOLLAR} know no
 *     forms
 * @param substitute the only names that are substituted; empty means all
 * @param passthrough names that stay as they are written, also when they stand in {@code
 *     substitute}
 * @param unsetIsError whether an unset variable is an error; always in {@link Dialect#STRICT}, and
 *     in {@link Dialect#BASH} what {@code bash -u} does
 * @param isValue whether the text is a single value of a description, not a file: only <code>${
 *     </code> begins a reference, and no form assigns
 */
public record TemplateRules(
    Dialect dialect,
    Placeholder placeholder,
    Optional<Set<String>> substitute,
    Set<String> passthrough,
    boolean unsetIsError,
    boolean isValue) {
  public TemplateRules {
    substitute = substitute.map(Set::copyOf);
    passthrough = Set.copyOf(passthrough);
    if (dialect == Dialect.BASH && !placeholder.isDollar()) {
      throw new DeployException(
          Problem.of("bash knows no other marks around a name than ${}", "use another dialect"));
    }
  }

  /** The dialect with every name substituted. */
  public static TemplateRules of(Dialect dialect) {
    return new TemplateRules(
        dialect, Placeholder.DOLLAR, Optional.empty(), Set.of(), dialect == Dialect.STRICT, false);
  }

  /**
   * The references of a single value: <code>${NAME}</code> and the forms that assign nothing, as in
   * {@link Dialect#STRICT}; {@code $NAME} is text. An unset name is empty: the caller tells it.
   */
  public static TemplateRules ofValue() {
    return new TemplateRules(
        Dialect.STRICT, Placeholder.DOLLAR, Optional.empty(), Set.of(), false, true);
  }

  /**
   * GNU envsubst with a SHELL-FORMAT argument: only the names that stand in it are substituted.
   *
   * @param shellFormat <code>$HOST ${PORT}</code>; what stands between the references is irrelevant
   */
  public static TemplateRules gnu(String shellFormat) {
    return of(Dialect.GNU).withSubstitute(Set.copyOf(Template.variables(shellFormat)));
  }

  /** These rules with other marks around names. */
  public TemplateRules withPlaceholder(Placeholder marks) {
    return new TemplateRules(dialect, marks, substitute, passthrough, unsetIsError, isValue);
  }

  /** These rules with the only names that are substituted. */
  public TemplateRules withSubstitute(Set<String> names) {
    return new TemplateRules(
        dialect, placeholder, Optional.of(names), passthrough, unsetIsError, isValue);
  }

  /** These rules with other names that stay as they are written. */
  public TemplateRules withPassthrough(Set<String> names) {
    return new TemplateRules(dialect, placeholder, substitute, names, unsetIsError, isValue);
  }

  /** These rules, in which an unset variable is an error. */
  public TemplateRules withUnsetAsError() {
    return new TemplateRules(dialect, placeholder, substitute, passthrough, true, isValue);
  }

  /** Whether a reference to the name is replaced by its value. */
  boolean substitutes(String name) {
    return !passthrough.contains(name)
        && substitute.map(names -> names.contains(name)).orElse(true);
  }

  /** Whether a reference may take the form. */
  boolean allows(Form form) {
    return !isValue || form.operator() != Form.Operator.ASSIGN;
  }

  /** Whether rendering can fail, so that a text is looked through before any of it is written. */
  boolean canFail() {
    return dialect != Dialect.NONE
        && (dialect != Dialect.GNU || unsetIsError || !placeholder.isDollar());
  }
}
