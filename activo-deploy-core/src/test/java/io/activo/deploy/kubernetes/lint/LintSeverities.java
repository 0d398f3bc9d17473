package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether a rule's planted mistakes are errors or warnings. */
public final class LintSeverities {
  private LintSeverities() {}

  /** Of each rule, by its name. */
  public static Map<String, Set<Finding.Severity>> all() {
    return LintCase.all()
        .flatMap(each -> each.lint().findings().stream())
        .collect(
            Collectors.groupingBy(
                Finding::rule,
                Collectors.mapping(Finding::severity, Collectors.toCollection(TreeSet::new))));
  }
}
