package io.activo.deploy.template;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final TemplateRules STRICT = TemplateRules.of(Dialect.STRICT);
  private static final Variables VARIABLES =
      Variables.of(
          Map.of("A", "alpha", "B", "beta", "A_B", "both", "EMPTY", "", "NEST", "${A} $B"));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "$A                | alpha",
        "${A}              | alpha",
        "$A$B              | alphabeta",
        "$A_B              | both",
        "${A}_B            | alpha_B",
        "$A-$B.yml         | alpha-beta.yml",
        "[$EMPTY][${EMPTY}]| [][]",
        "$NEST             | ${A} $B",
        "$$A $${A}         | $alpha $alpha",
        "\\$A              | \\alpha",
        "$1 $$ $( $@ $$    | $1 $$ $( $@ $$",
        "100$              | 100$",
        "$(echo $A)        | $(echo alpha)",
        "$é$Aé             | $éalphaé",
        "{{ .A }} %A% {A}  | {{ .A }} %A% {A}",
      },
      delimiter = '|')
  void rendersStrictly(String text, String expected) {
    assertEquals(expected, render(text, STRICT));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "${A:x}     | x.tpl:1:1: '${A' is followed neither by '}' nor by one of :- - := = :+ + :? ?",
        "${A%x}     | x.tpl:1:1: '${A' is followed neither by '}' nor by one of :- - := = :+ + :? ?",
        "${A }      | x.tpl:1:1: '${A' is followed neither by '}' nor by one of :- - := = :+ + :? ?",
        "${A.B}     | x.tpl:1:1: '${A' is followed neither by '}' nor by one of :- - := = :+ + :? ?",
        "${A        | x.tpl:1:1: '${A' is not closed",
        "é☃ ${      | x.tpl:1:4: '${' is not closed",
        "${}        | x.tpl:1:1: ${} names no variable",
        "${1}       | x.tpl:1:1: '${' is not followed by a name",
        "${ A}      | x.tpl:1:1: '${' is not followed by a name",
        "${#A}      | x.tpl:1:1: '${' is not followed by a name",
        "${!A}      | x.tpl:1:1: '${' is not followed by a name",
      },
      delimiter = '|')
  void refusesWhatIsNoReference(String text, String expected) {
    DeployException refused =
        assertThrows(DeployException.class, () -> Template.parse("x.tpl", bytes(text), STRICT));
    Problem problem = refused.problems().get(0);
    assertEquals(expected, problem.where() + ": " + problem.what());
  }

  @Test
  void reportsEveryMalformedReferenceAtOnceWithItsLineAndCaret() {
    String text = "\uFEFF${}\r\n\tname: ${A:-${1}}\n";
    DeployException refused =
        assertThrows(DeployException.class, () -> Template.parse("x.tpl", bytes(text), STRICT));
    assertEquals(
        """
        x.tpl:1:1: ${} names no variable; write ${NAME}, a name of ASCII letters, digits and '_' that begins with no digit
            ${}
            ^
        x.tpl:2:13: '${' is not followed by a name; write ${NAME}, a name of ASCII letters, digits and '_' that begins with no digit
            \tname: ${A:-${1}}
            \t           ^\
        """,
        refused.getMessage());
  }

  @Test
  void reportsEveryUnsetNameAtOnceAtItsFirstUse() {
    String text = "a: $A\nhost: ${WEB_HOST}\nž: '☃ $PRT' # $WEB_HOST\n";
    Variables variables = Variables.of(Map.of("A", "", "WEB_HOST_DOMAIN", "x", "PORT", "1"));
    Template template = Template.parse("deploy/x.yml.tpl", bytes(text), STRICT);
    DeployException refused = assertThrows(DeployException.class, () -> template.render(variables));
    assertEquals(
        """
        deploy/x.yml.tpl:2:7: ${WEB_HOST} is not set; did you mean 'WEB_HOST_DOMAIN'? otherwise set it in 'variables' or the environment, or name it in templates.passthrough
            host: ${WEB_HOST}
                  ^
        deploy/x.yml.tpl:3:7: $PRT is not set; did you mean 'PORT'? otherwise set it in 'variables' or the environment, or name it in templates.passthrough
            ž: '☃ $PRT' # $WEB_HOST
                  ^\
        """,
        refused.getMessage());
  }

  @Test
  void writesNothingWhenANameIsUnset() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Template template = Template.parse("x", bytes("text $UNSET"), STRICT);
    assertThrows(DeployException.class, () -> template.render(VARIABLES, UTF_8, out));
    assertEquals(0, out.size());
  }

  @Test
  void leavesNginxItsOwnNames() {
    TemplateRules rules = STRICT.withPassthrough(Set.of("host", "remote_addr", "A"));
    String text = "server_name $B; set $host ${host} ${host:-x} $remote_addr; $A";
    assertEquals(
        "server_name beta; set $host ${host} ${host:-x} $remote_addr; $A", render(text, rules));
  }

  @ParameterizedTest
  @ValueSource(strings = {"STRICT", "GNU"})
  void substitutesOnlyTheNamesAskedFor(Dialect dialect) {
    TemplateRules rules =
        TemplateRules.of(dialect).withSubstitute(Set.of("A", "B")).withPassthrough(Set.of("B"));
    assertEquals("alpha $B ${NOPE} ${NOPE:-alpha}", render("$A $B ${NOPE} ${NOPE:-$A}", rules));
  }

  @Test
  void copiesEveryByteOfWhatIsNotATemplate() {
    byte[] text = bytes("$A ${A:-x} ${");
    assertArrayEquals(
        text, Template.parse("x", text, TemplateRules.of(Dialect.NONE)).render(VARIABLES));
  }

  @Test
  void copiesBytesThatAreNoText() {
    byte[] text = "\u00EF\u00BB\u00BF\u0000\u00FF\r\n$A\u0080\r".getBytes(ISO_8859_1);
    byte[] expected = "\u00EF\u00BB\u00BF\u0000\u00FF\r\nalpha\u0080\r".getBytes(ISO_8859_1);
    assertArrayEquals(expected, Template.parse("x", text, STRICT).render(VARIABLES));
  }

  @Test
  void listsNamesInOrderOfFirstUse() {
    Template template =
        Template.parse(
            "x",
            bytes("$B ${A} $B $C ${host}"),
            TemplateRules.of(Dialect.GNU).withPassthrough(Set.of("host")));
    assertEquals(List.of("B", "A", "C"), new ArrayList<>(template.names()));
  }

  @Test
  void listsWhatGnuLeavesEmpty() {
    Template template =
        Template.parse("x", bytes("$EMPTY\n $NOPE $NOPE"), TemplateRules.of(Dialect.GNU));
    List<Reference> unset = template.unset(VARIABLES);
    assertEquals(1, unset.size());
    assertEquals("x:2:2 $NOPE", unset.get(0).place() + " " + unset.get(0).written());
    assertEquals("\n  ", new String(template.render(VARIABLES), UTF_8));
  }

  @Test
  void knowsManyNames() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("${N").append(i % 5_000).append("} ");
    }
    Template template = Template.parse("x", bytes(text.toString()), STRICT);
    assertEquals(5_000, template.names().size());
    String expected = text.toString().replaceAll("\\$\\{N(\\d+)}", "$1");
    Variables numbers = new Variables(name -> name.substring(1), Set.of());
    assertEquals(expected, new String(template.render(numbers), UTF_8));
  }

  @Test
  void cutsLongLinesAndNamesInProblems() {
    String text = "x".repeat(100_000) + "☃${" + "N".repeat(100_000) + "}" + "y".repeat(100_000);
    Template template = Template.parse("x", bytes(text), STRICT);
    DeployException refused = assertThrows(DeployException.class, () -> template.render(VARIABLES));
    String message = refused.problems().toString();
    assertTrue(message.length() < 1_000, message);
    assertEquals("x:1:100002", refused.problems().get(0).where().toString());
  }

  private static String render(String text, TemplateRules rules) {
    return new String(Template.parse("x", bytes(text), rules).render(VARIABLES), UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
