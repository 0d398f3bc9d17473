package io.activo.deploy.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.problem.DeployException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {
  private static final Variables VARIABLES = Variables.of(Map.of("A", "alpha", "A_B", "ab"));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "__{}__,    a __A__ $A ${A:-x} __A_B__,   a alpha $A ${A:-x} ab",
        "__{}__,    __A____A_B__,                 alphaab",
        "__{}__,    x_A_ $(A) ${,                 x_A_ $(A) ${",
        "`{{ {} }}`, {{ A }}{\"a\":{\"b\":1}},    alpha{\"a\":{\"b\":1}}",
        "@{}@,      @A@@A_B@,                     alphaab",
        "<{}>,      <A>,                          alpha",
        "«{}»,      «A» é,                        alpha é",
      })
  void replacesTheNamesBetweenTheMarks(String marks, String text, String expected) {
    assertEquals(expected, render(text, strict(marks)));
  }

  @Test
  void refusesUnsetNamesAndWhatIsLeftOver() {
    assertEquals(
        """
        x:1:1: __NOPE__ is not set
        x:1:11: '__A' is no placeholder; write '__A__'
        x:2:1: '__' is no placeholder; write '__NAME__'
        x:2:5: '__' is no placeholder; write '__NAME__'
        x:2:8: '__A_B' is no placeholder; write '__A_B__'""",
        refused("__NOPE__ a__A b\n__ A__ __A_B_", strict("__{}__")));
    assertEquals(
        "x:1:1: '{{A' is no placeholder; write '{{ A }}'", refused("{{A}}", strict("{{ {} }}")));
  }

  @Test
  void leavesWhatIsNotSubstituted() {
    TemplateRules declared = strict("_{}_").withSubstitute(Set.of("A", "A_B"));
    assertEquals("alpha a_b_c _x_ __init__", render("_A_ a_b_c _x_ __init__", declared));
    assertEquals("x:1:3: '_A' is no placeholder; write '_A_'", refused("a _A b", declared));
    TemplateRules passing = strict("__{}__").withPassthrough(Set.of("init"));
    assertEquals("__init__ alpha", render("__init__ __A__", passing));
  }

  @Test
  void leavesUnsetNamesEmptyAsGnuDoes() {
    TemplateRules gnu = TemplateRules.of(Dialect.GNU).withPlaceholder(Placeholder.parse("__{}__"));
    assertEquals("[][alpha]", render("[__NOPE__][__A__]", gnu));
  }

  @Test
  void readsHostileTextsInLinearTime() {
    String marks = "_".repeat(2_000_000);
    TemplateRules declared = strict("_{}__").withSubstitute(Set.of("A"));
    assertEquals(marks, render(marks, declared));
    String names = "_a".repeat(1_000_000);
    assertEquals(names, render(names, declared));
    TemplateRules only = strict("__{}__").withSubstitute(Set.of("A"));
    assertEquals("alphaA".repeat(350_000), render("__A".repeat(700_000), only));
  }

  @ParameterizedTest
  @ValueSource(strings = {"__X__", "{}", "{}__", "__{}", " {}x", "__{} ", "a\n{}b"})
  void refusesMarksThatAreNone(String marks) {
    assertThrows(DeployException.class, () -> Placeholder.parse(marks));
  }

  private static TemplateRules strict(String marks) {
    return TemplateRules.of(Dialect.STRICT).withPlaceholder(Placeholder.parse(marks));
  }

  private static String render(String text, TemplateRules rules) {
    return Template.read("x", text.getBytes(UTF_8), rules).renderToString(VARIABLES);
  }

  private static String refused(String text, TemplateRules rules) {
    return assertThrows(DeployException.class, () -> render(text, rules)).problems().stream()
        .map(problem -> problem.headline().replaceAll("; (did you|set it).*", ""))
        .collect(Collectors.joining("\n"));
  }
}
