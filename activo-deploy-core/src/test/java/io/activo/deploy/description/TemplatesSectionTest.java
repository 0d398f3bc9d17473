package io.activo.deploy.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.rendering.ValueRules.Quoting;
import io.activo.deploy.template.Dialect;
import io.activo.deploy.template.Placeholder;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplatesSectionTest {

  @Test
  void manifestsAreStrictTemplatesWhereNothingIsSaid() {
    TemplatesDescription templates =
        Described.in("it", "app: web\nenvironments: {it: {}}\n").description().templates();
    assertEquals(TemplatesDescription.strict(), templates);
    assertEquals(templates, read("{}"));
  }

  @Test
  void readsEveryKey() {
    TemplatesDescription templates =
        read("{dialect: gnu, placeholder: '__{}__', substitute: [A], raw: [B], quote: auto}");
    assertEquals(Dialect.GNU, templates.rules().dialect());
    assertEquals(new Placeholder("__", "__"), templates.rules().placeholder());
    assertEquals(Optional.of(Set.of("A")), templates.rules().substitute());
    assertEquals(Set.of("B"), templates.raw());
    assertEquals(Quoting.AUTO, templates.quote());
    assertEquals(Dialect.BASH, read("{dialect: bash, placeholder: '${}'}").rules().dialect());
    assertEquals(Dialect.NONE, read("{dialect: none}").rules().dialect());
  }

  @Test
  void declaredMeansTheNamesOfVariablesAndTheBuiltInOnes() {
    Set<String> names =
        Described.in(
                "it",
                """
                app: web
                variables: {ABOVE: a, GONE: b, OPTIONAL: {default: c}}
                templates: {substitute: declared}
                environments:
                  it: {variables: {OWN: d, GONE: ~}}
                  other: {variables: {FOREIGN: e}}
                """)
            .with("PROCESS", "p")
            .withProperty("PROPERTY", "p")
            .description()
            .templates()
            .rules()
            .substitute()
            .orElseThrow();
    assertTrue(names.containsAll(Set.of("ABOVE", "OPTIONAL", "OWN", "ACTIVO_ENV")), "" + names);
    assertTrue(names.contains("ACTIVO_GIT_TAG"), "also one without a value here");
    for (String other : Set.of("GONE", "FOREIGN", "PROCESS", "PROPERTY", "HOST")) {
      assertTrue(!names.contains(other), other);
    }
  }

  @Test
  void refusesWhatIsNoPlaceholder() {
    Described.in("it", yaml("{placeholder: '__'}"))
        .isRefused("activo.yml:2:26: '__' has no {} for the name; write, for example, \"__{}__\"");
    Described.in("it", yaml("{dialect: bash, placeholder: '__{}__'}"))
        .isRefused(
            "activo.yml:2:41: the dialect 'bash' knows no other placeholder than ${}; write"
                + " dialect: strict, or remove the placeholder");
  }

  @Test
  void refusesNamesThatNoVariableCanHave() {
    Described.in("it", yaml("{substitute: [$A], passthrough: [a-b, 1x], raw: ['']}"))
        .isRefused(
            "activo.yml:2:26: '$A' in 'substitute' is no name of a variable; use letters, digits"
                + " and _, a digit not first",
            "activo.yml:2:45: 'a-b' in 'passthrough' is no name of a variable; use letters, digits"
                + " and _, a digit not first",
            "activo.yml:2:50: '1x' in 'passthrough' is no name of a variable; use letters, digits"
                + " and _, a digit not first",
            "activo.yml:2:61: '' in 'raw' is no name of a variable; use letters, digits and _, a"
                + " digit not first");
  }

  @Test
  void refusesANameThatIsRawAndPassedThrough() {
    Described.in("it", yaml("{passthrough: [A, B], raw: [C, B]}"))
        .isRefused(
            "activo.yml:2:43: 'B' stands in 'raw' and in 'passthrough'; keep one: its value is"
                + " inserted, or the name stays as it is written");
  }

  @Test
  void aWordIsNoNameOfAList() {
    Described.in(
            "it",
            """
            app: web
            templates: {substitute: declared}
            environments: {it: {templates: {substitute: {add: [A]}}}}
            """)
        .isRefused(
            "activo.yml:2:25: 'declared' is no name here; write substitute: declared, or list"
                + " names only");
  }

  @Test
  void refusesUnknownWords() {
    Described.in("it", yaml("{dialect: shell, substitute: some, quote: maybe}"))
        .isRefused(
            "activo.yml:2:22: 'dialect' is 'shell', but must be strict or gnu or bash or none",
            "activo.yml:2:41: 'substitute' is 'some', but must be all or declared, or a list of"
                + " which each item is text",
            "activo.yml:2:54: 'quote' is 'maybe', but must be refuse or auto");
  }

  private static TemplatesDescription read(String templates) {
    return Described.in("it", yaml(templates)).description().templates();
  }

  private static String yaml(String templates) {
    return "app: web\ntemplates: " + templates + "\nenvironments: {it: {}}\n";
  }
}
