package io.activo.deploy.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The eight forms in the strict dialect. */
class FormsTest {
  private static final TemplateRules STRICT = TemplateRules.of(Dialect.STRICT);
  private static final Variables VARIABLES = Variables.of(Map.of("A", "alpha", "B", "b}", "E", ""));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "${A-w} [${E-w}] ${U-w}       | alpha [] w",
        "${A:-w} ${E:-w} ${U:-w}      | alpha w w",
        "${A=w} [${E=w}] ${U=w} $U    | alpha [] w w",
        "${A:=w} ${E:=w} $E ${U:=w}$U | alpha w w ww",
        "${A+w} ${E+w} [${U+w}]       | w w []",
        "${A:+w} [${E:+w}] [${U:+w}]  | w [] []",
        "${A?w} [${E?w}] ${A:?w}      | alpha [] alpha",
        "${U:-${V:-${A}}-$A}-         | alpha-alpha-",
        "${U:-${V:-}}${U:-x}y}        | xy}",
        "${U:-$B}${A:-${U:?never}}    | b}alpha",
        "${U:=${V:=q}r} $U $V         | qr qr q",
        "${U:-'a \"b\" \\n $1 $$ $(x)'} | 'a \"b\" \\n $1 $$ $(x)'",
        "${U:-a:b-c=d+e?f}            | a:b-c=d+e?f",
        "${U:--}${U:-=}               | -=",
      })
  void giveWhatTheTableSays(String text, String expected) {
    assertEquals(expected, render(text, STRICT));
  }

  @Test
  void keepLineBreaksInTheirWord() {
    assertEquals("a:\n  - b}\n", render("a:\n${U:-  - $B}\n", STRICT));
    assertEquals("x\ny", render("${U:-x\ny}", STRICT));
  }

  @Test
  void tellEveryMistakeAtOnceAndInOrder() {
    refuses(
        "a: ${U:-${V}}\nb: ${A:-$NOPE}${E:?say $A}\nc: ${U?}${W:-{}}\nd: ${A:-x",
        """
        x.tpl:1:9: ${V} is not set
        x.tpl:2:15: E is empty: say ${A}
        x.tpl:3:4: U is not set
        x.tpl:3:14: '{' stands in the word of a form, which the first '}' ends
        x.tpl:4:4: '${A' is not closed""");
  }

  @Test
  void askOnlyForWhatIsNeeded() {
    Template template = template("${A:-$U1} ${E+$U2} ${U3+$U4} ${U5:?}", STRICT);
    assertEquals("[$U2]", template.unset(VARIABLES).stream().map(Reference::written).toList() + "");
    assertEquals(Set.of("A", "E", "U1", "U2", "U3", "U4", "U5"), template.names());
  }

  @Test
  void stayAsTheyAreWrittenForNamesThatAreNotSubstituted() {
    TemplateRules only = STRICT.withSubstitute(Set.of("A"));
    String text = "${U:-x} ${U:-$A} ${U%x} ${#U} ${} ${1} ${U";
    assertEquals(text.replace("$A", "alpha"), render(text, only));
    assertEquals("${U} x}", render("${V:-${U} x}}", STRICT.withPassthrough(Set.of("U"))));
    assertEquals("${U:-z} x", render("${V:-${U:-z} x}", STRICT.withPassthrough(Set.of("U"))));
  }

  @Test
  void doNotReachFromOneRenderingIntoAnother() {
    Template template = template("${U-unset}${U:=x}", STRICT);
    assertEquals("unsetx", template.renderToString(VARIABLES));
    assertEquals("unsetx", template.renderToString(VARIABLES));
  }

  @Test
  void refuseVariablesThatDoubleForEver() {
    StringBuilder text = new StringBuilder("${V0:=aaaaaaaa}");
    for (int i = 1; i < 30; i++) {
      text.append("${V%d:=$V%d$V%d}".formatted(i, i - 1, i - 1));
    }
    Template template = template(text.toString(), STRICT);
    DeployException refused = assertThrows(DeployException.class, () -> template.render(VARIABLES));
    assertEquals("the word of this form is too long", refused.problems().get(0).what());
  }

  @Test
  void tellAHundredMistakesAndHowManyMore() {
    Template template = template("${U?}\n".repeat(1_000), STRICT);
    DeployException refused = assertThrows(DeployException.class, () -> template.render(VARIABLES));
    assertEquals(101, refused.problems().size());
    assertEquals("and 900 mistakes more in this template", refused.problems().get(100).what());
  }

  @Test
  void mayBeNestedAHundredThousandDeep() {
    int depth = 100_000;
    String text = "${U:-".repeat(depth) + "x" + "}".repeat(depth);
    assertEquals("x", render(text, STRICT));
    assertEquals("x", render(text, TemplateRules.of(Dialect.BASH)));
  }

  private static void refuses(String text, String expected) {
    Template template = template(text, STRICT);
    DeployException refused = assertThrows(DeployException.class, () -> template.render(VARIABLES));
    assertEquals(
        expected,
        refused.problems().stream().map(FormsTest::headline).collect(Collectors.joining("\n")));
  }

  private static String headline(Problem problem) {
    return problem.where() + ": " + problem.what();
  }

  private static String render(String text, TemplateRules rules) {
    return template(text, rules).renderToString(VARIABLES);
  }

  private static Template template(String text, TemplateRules rules) {
    return Template.read("x.tpl", text.getBytes(UTF_8), rules);
  }
}
