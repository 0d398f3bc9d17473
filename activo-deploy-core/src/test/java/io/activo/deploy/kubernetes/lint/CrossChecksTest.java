package io.activo.deploy.kubernetes.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Finding;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of {@code *.cases}: planted mistakes at their places, and good manifests. */
class CrossChecksTest {

  static Stream<LintCase> cases() {
    return LintCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void finds(LintCase planted) {
    assertEquals(String.join("\n", planted.findings()), String.join("\n", planted.lint().lines()));
    assertEquals(planted.title().endsWith(" good"), planted.findings().isEmpty());
  }

  @Test
  void plantsThreeMistakesForEachRule() {
    Map<String, Long> planted =
        cases()
            .flatMap(each -> each.lint().findings().stream())
            .collect(Collectors.groupingBy(Finding::rule, Collectors.counting()));
    for (String rule : Rule.keys()) {
      assertTrue(planted.getOrDefault(rule, 0L) >= 3, rule + " of " + planted);
    }
  }

  @Test
  void tellsNoValueOfASecret() {
    List<String> told = cases().flatMap(each -> each.lint().lines().stream()).toList();
    assertTrue(cases().anyMatch(each -> each.manifests().contains("hunter2")));
    assertFalse(told.toString().contains("hunter2"));
  }

  @Test
  void saysWhatEachRuleLooksFor() {
    for (Rule rule : Rule.values()) {
      assertTrue(rule.sentence().matches("A.*\\.|Two.*\\.|Containers.*\\."), rule.sentence());
      assertTrue(rule.key().matches("[a-z]+(-[a-z]+)*"), rule.key());
    }
  }
}
