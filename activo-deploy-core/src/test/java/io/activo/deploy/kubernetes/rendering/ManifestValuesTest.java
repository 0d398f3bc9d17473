package io.activo.deploy.kubernetes.rendering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.template.Dialect;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.template.Template;
import io.activo.deploy.template.TemplateRules;
import io.activo.deploy.template.Variables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No value can break a document of manifests. */
class ManifestValuesTest {
  private static final ValueRules REFUSE = ValueRules.strict();
  private static final ValueRules AUTO =
      new ValueRules(Set.of(), ValueRules.Quoting.AUTO, false, Set.of());

  private static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: m}
      data:
        %s
        after: end
      """;

  /** Values that somebody could set by mistake or on purpose; none is a word. */
  static Stream<String> hostileValues() {
    return Stream.of(
        "x\n  injected: yes",
        "x\ninjected: {}",
        "x: y",
        "x:",
        ": ",
        "x #y",
        "#x",
        " # ",
        "{",
        "}",
        "{a: b}",
        "[",
        "[a, b]",
        "- x",
        "-",
        "?",
        "? x",
        "&anchor",
        "&a x",
        "*alias",
        "!tag",
        "!!int 7",
        "|",
        "|\n  x",
        ">",
        "%x",
        "@x",
        "`x",
        "'",
        "''",
        "'x",
        "\"",
        "\"x\"",
        "x\"y",
        "\\",
        "\\n",
        "x\\",
        "\t",
        "x\ty",
        "\tx",
        "x\u2028y",
        "x\u2029y",
        "x\u0085y",
        "x\ry",
        "x\r\ny",
        "---",
        "--- x",
        "...",
        "\n---\nkind: Secret",
        "x\n---\ny",
        "\n...\n",
        " x",
        "x ",
        "x\n",
        "\nx",
        "\n",
        "x\n\n\ny",
        ",",
        "a, b",
        "<<",
        "~",
        "null",
        "true",
        "no",
        "on",
        "1",
        "1.10",
        "0x1F",
        "1e3",
        "0755",
        "1_000",
        ".5",
        ".inf",
        "2026-11-25",
        "2026-11-25 10:20:30",
        "",
        "=",
        "\u0000",
        "\uFEFF",
        "\u00A0",
        "\u001b[0m");
  }

  @ParameterizedTest
  @MethodSource("hostileValues")
  void everyValueIsRefusedOrReadAsTheTextThatItIs(String value) {
    for (String line : List.of("k: ${V}", "k: a${V}", "k: ${V} b", "k: '${V}'", "k: \"a ${V}\"")) {
      refusedOrExact(CONFIG_MAP.formatted(line), value, line, REFUSE);
    }
  }

  @ParameterizedTest
  @MethodSource("hostileValues")
  void everyValueIsExactWithAutomaticQuotes(String value) {
    for (String line :
        List.of("k: ${V}", "k: a${V}", "k: ${V} b", "k: \"a ${V}\"", "k: \"${V}\"")) {
      assertEquals(
          expected(line, value), data(settle(CONFIG_MAP.formatted(line), value, AUTO)), line);
    }
  }

  @ParameterizedTest
  @MethodSource("hostileValues")
  void everyValueIsRefusedOrExactInABlockAndInAComment(String value) {
    refusedOrExact(CONFIG_MAP.formatted("k: |\n    a\n    b ${V}\n    c"), value, "", REFUSE);
    refusedOrExact(CONFIG_MAP.formatted("k: >-\n    b ${V}"), value, "", REFUSE);
    refusedOrExact(CONFIG_MAP.formatted("k: x # ${V}"), value, "", REFUSE);
    refusedOrExact(CONFIG_MAP.formatted("k${V}: x"), value, "", REFUSE);
  }

  @ParameterizedTest
  @MethodSource("hostileValues")
  void everyValueIsRefusedOrExactInJson(String value) {
    String json =
        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"m\"},\n"
            + " \"data\": {\"k\": %s, \"after\": \"end\"}}";
    refusedOrExact(json.formatted("\"a ${V}\""), value, "k: \"a ${V}\"", REFUSE);
    refusedOrExact(json.formatted("${V}"), value, "k: ${V}", REFUSE);
    assertEquals("a " + value, data(settle(json.formatted("\"a ${V}\""), value, AUTO)), "quoted");
    assertEquals(value, data(settle(json.formatted("${V}"), value, AUTO)), "bare");
  }

  private static void refusedOrExact(String template, String value, String line, ValueRules rules) {
    try {
      Manifest manifest = settle(template, value, rules);
      LiveObject data = new LiveObject(manifest.content()).object("data");
      assertEquals("end", data.text("after"));
      assertEquals(2, data.content().size(), template);
      if (!line.isEmpty()) {
        assertEquals(expected(line, value), data(manifest), template);
      }
    } catch (DeployException e) {
      assertTrue(
          e.problems().stream()
              .allMatch(problem -> problem.where().toString().matches("m.tpl:\\d+:\\d+")));
    }
  }

  private static String expected(String line, String value) {
    return line.replaceFirst("^k: ", "").replaceAll("^['\"]|['\"]$", "").replace("${V}", value);
  }

  private static Object data(Manifest manifest) {
    return new LiveObject(manifest.content()).value("data", "k").orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1.10       | a number",
        "0123456    | a number",
        "1e10       | a number",
        "yes        | true or false",
        "null       | nothing",
        "2026-11-25 | a date",
      })
  void textThatWouldBecomeSomethingElseIsRefusedWithTheMend(String value, String readAs) {
    String template =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          labels: {version: ${V}}
        spec:
          replicas: ${V}
          template:
            metadata: {annotations: {a: ${V}}}
            spec:
              nodeSelector: {n: ${V}}
              containers:
                - name: web
                  args: [run, ${V}, "${V}"]
                  env: [{name: A, value: ${V}}]
        """;
    assertEquals(
        """
        m.tpl:5:21: metadata.labels.version is text to Kubernetes, but with the value of V it is read as %1$s
        m.tpl:9:33: spec.template.metadata.annotations.a is text to Kubernetes, but with the value of V it is read as %1$s
        m.tpl:11:25: spec.template.spec.nodeSelector.n is text to Kubernetes, but with the value of V it is read as %1$s
        m.tpl:14:23: spec.template.spec.containers[].args[] is text to Kubernetes, but with the value of V it is read as %1$s
        m.tpl:15:34: spec.template.spec.containers[].env[].value is text to Kubernetes, but with the value of V it is read as %1$s"""
            .formatted(readAs),
        refused(template, value, REFUSE));
    assertEquals("web", settle(template, value, AUTO).ref().name());
  }

  @Test
  void tellsAtOnceWhatBreaksTheDocumentAndWhatIsMistyped() {
    assertEquals(
        """
        m.tpl:5:6: data.k is text to Kubernetes, but with the value of V it is read as nothing
        m.tpl:6:10: the value of V changes the structure of the document""",
        refused(CONFIG_MAP.formatted("k: ${V}\n  l: [a, ${V}, b]"), "", REFUSE));
  }

  @Test
  void tellsTheMendWithTheLineAndACaret() {
    DeployException refused =
        assertThrows(
            DeployException.class,
            () -> settle(CONFIG_MAP.formatted("k: v${V} # x"), "1: {s3cret", REFUSE));
    assertEquals(
        """
        m.tpl:5:7: the value of V changes the structure of the document; put it in double quotes, or set templates.quote: auto; if it is meant to be YAML or JSON, name it in templates.raw
              k: v${V} # x
                  ^""",
        refused.getMessage());
    assertFalse(refused.toString().contains("s3cret"));
  }

  @Test
  void numbersStayNumbersWhereKubernetesWantsThemOrNobodyKnows() {
    String service =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: s}
        spec: {ports: [{port: ${V}, targetPort: ${V}}]}
        """;
    assertEquals("[{port=80, targetPort=80}]", spec(settle(service, "80", REFUSE), "ports") + "");
    String own = "apiVersion: example.com/v1\nkind: Own\nmetadata: {name: o}\nspec: {size: ${V}}\n";
    assertEquals(80L, spec(settle(own, "80", REFUSE), "size"));
    assertEquals(
        "m.tpl:3:33: metadata.labels.l is text to Kubernetes, but with the value of V it is read as a number",
        refused(own.replace("name: o", "name: o, labels: {l: ${V}}"), "80", REFUSE));
  }

  @Test
  void aDefaultThatIsNoTextIsRefusedAsAValueIs() {
    assertTrue(
        refused(CONFIG_MAP.formatted("k: ${U:-8080}"), "x", REFUSE)
            .startsWith("m.tpl:5:11: data.k is text to Kubernetes, but with the value of U"));
    assertEquals("8080", data(settle(CONFIG_MAP.formatted("k: ${U:-8080}"), "x", AUTO)));
  }

  @Test
  void whatTheAuthorWroteIsNotJudged() {
    String template = CONFIG_MAP.formatted("k: 8080\n  l: \"${V}\"");
    assertEquals(8080L, data(settle(template, "8080", REFUSE)));
  }

  @Test
  void aValueOfSeveralLinesKeepsTheIndentationOfItsBlock() {
    String template = CONFIG_MAP.formatted("k: |\n    cert: ${V}\n      deep ${V}\n    end");
    assertEquals(
        "cert: one\ntwo\n\nfour\n  deep one\ntwo\n\nfour\nend\n",
        data(settle(template, "one\ntwo\n\nfour", REFUSE)));
    assertEquals(
        "one\ntwo\n", data(settle(CONFIG_MAP.formatted("k: |\n    ${V}"), "one\ntwo\n", REFUSE)));
    assertEquals(
        "  one\ntwo\n",
        data(settle(CONFIG_MAP.formatted("k: |2\n      ${V}"), "one\ntwo", REFUSE)),
        "an indentation of its own");
  }

  @Test
  void byteForByteMeansNoIndentation() {
    ValueRules verbatim = new ValueRules(Set.of(), ValueRules.Quoting.REFUSE, true, Set.of());
    assertTrue(
        refused(CONFIG_MAP.formatted("k: |\n    ${V}"), "one\ntwo", verbatim)
            .startsWith("m.tpl:6:5: the value of V ends the block"));
  }

  @Test
  void rawVariablesMayCarryYaml() {
    ValueRules raw = new ValueRules(Set.of("V"), ValueRules.Quoting.REFUSE, false, Set.of());
    assertEquals("{a=1}", data(settle(CONFIG_MAP.formatted("k: ${V}"), "{a: 1}", raw)) + "");
    assertEquals(1L, data(settle(CONFIG_MAP.formatted("${V}"), "k: 1", raw)));
    assertEquals(
        "m.tpl:5:3: the value of V stands where only YAML can",
        refused(CONFIG_MAP.formatted("${V}"), "k: 1", REFUSE));
  }

  @Test
  void whatAnUnsetVariableLeavesEmptyIsToldOnceOnly() {
    ValueRules gnu = new ValueRules(Set.of(), ValueRules.Quoting.REFUSE, true, Set.of("V"));
    assertEquals("nothing", data(settle(CONFIG_MAP.formatted("k: ${V}"), "", gnu)));
  }

  @Test
  void valuesThatBreakTheDocumentOnlyTogetherAreRefused() {
    Map<String, String> variables = Map.of("A", "x:", "B", " y");
    Rendered rendered = rendered(CONFIG_MAP.formatted("k: ${A}${B}"), variables);
    DeployException refused =
        assertThrows(DeployException.class, () -> ManifestValues.settle(rendered, REFUSE));
    assertEquals(1, refused.problems().size(), refused.getMessage());
  }

  @Test
  void emptyValuesSideBySideAreText() {
    Map<String, String> variables = Map.of("A", "", "B", "");
    for (String line : List.of("\"${A}${B}\"", "x${A}${B}${A}y", "|\n    ${A}${B}-${A}")) {
      Rendered rendered = rendered(CONFIG_MAP.formatted("k: " + line), variables);
      assertEquals(1, Manifests.read(ManifestValues.settle(rendered, REFUSE)).size(), line);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "1.10", "010", "null", "1e3"})
  void aKeyThatWouldBecomeAnotherTextIsRefused(String key) {
    assertTrue(
        refused(CONFIG_MAP.formatted("${V}: x"), key, REFUSE)
            .startsWith("m.tpl:5:3: the key ${V} is text to Kubernetes"));
    Manifest quoted = settle(CONFIG_MAP.formatted("${V}: x"), key, AUTO);
    assertEquals("x", new LiveObject(quoted.content()).text("data", key));
  }

  @Test
  void aValueMustNotStandForAKeyAgain() {
    assertEquals(
        "m.tpl:5:3: with the value of V this key is there already, or changes the structure of the document",
        refused(CONFIG_MAP.formatted("${V}: x"), "after", REFUSE));
    String json =
        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"m\"},"
            + " \"data\": {\"a\": \"x\", \"${V}\": \"y\"}}";
    assertTrue(refused(json, "a", AUTO).startsWith("m.tpl:1:"));
  }

  @Test
  void whatOnlyYamlTakesForALineBreakHidesNothing() {
    for (String breaking : List.of("\u0085", "\u2028", "\r")) {
      String template =
          CONFIG_MAP.formatted("# " + breaking + "\n  j: 'a" + breaking + "b'\n  k: ${V}");
      assertTrue(
          refused(template, "1.10", REFUSE).startsWith("m.tpl:7:6: data.k is text"), template);
    }
  }

  @Test
  void aKeyIsShownAsItIsWritten() {
    Map<String, String> variables = Map.of("K", "s3cret", "V", "1.10");
    Rendered rendered = rendered(CONFIG_MAP.formatted("x${K}: ${V}"), variables);
    DeployException refused =
        assertThrows(DeployException.class, () -> ManifestValues.settle(rendered, REFUSE));
    assertEquals(
        "data.x${K} is text to Kubernetes, but with the value of V it is read as a number",
        refused.problems().get(0).what());
  }

  @Test
  void automaticQuotesMendWhatBreaksOnlyTogether() {
    Map<String, String> variables = Map.of("X", "a ", "Y", "#b");
    Rendered rendered = rendered(CONFIG_MAP.formatted("k: ${X}${Y}\n  l: ${X}${Y}"), variables);
    Manifest manifest = Manifests.read(ManifestValues.settle(rendered, AUTO)).get(0);
    assertEquals("a #b", data(manifest));
    assertEquals("a #b", new LiveObject(manifest.content()).text("data", "l"));
  }

  @Test
  void automaticQuotesStandBehindAnchorsAndAroundRawValues() {
    assertEquals("1.10", data(settle(CONFIG_MAP.formatted("k: &x ${V}"), "1.10", AUTO)));
    ValueRules raw = new ValueRules(Set.of("R"), ValueRules.Quoting.AUTO, false, Set.of());
    Rendered rendered =
        rendered(CONFIG_MAP.formatted("k: v${R}-${V}"), Map.of("R", "\\r", "V", ": x"));
    assertEquals("v\\r-: x", data(Manifests.read(ManifestValues.settle(rendered, raw)).get(0)));
  }

  @Test
  void aRawValueInABlockIsIndentedToo() {
    ValueRules raw = new ValueRules(Set.of("V"), ValueRules.Quoting.REFUSE, false, Set.of());
    assertEquals(
        "a: 1\nb: 2\n", data(settle(CONFIG_MAP.formatted("k: |\n    ${V}"), "a: 1\nb: 2", raw)));
  }

  @Test
  void manifestsOfManyObjectsAndManyMistakesEnd() {
    StringBuilder objects = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      objects.append("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m");
      objects.append(i).append(", creationTimestamp: null}\ndata: {k: '${V}', l: y}\n---\n");
    }
    Rendered sound = rendered(objects.toString(), Map.of("V", "a/b"));
    assertEquals(4_000, Manifests.read(ManifestValues.settle(sound, REFUSE)).size());
    StringBuilder lines = new StringBuilder("x: x");
    for (int i = 0; i < 5_000; i++) {
      lines.append("\n  k").append(i).append(": ${V}");
    }
    String many = CONFIG_MAP.formatted(lines);
    assertEquals(101, refused(many, "a: b", REFUSE).lines().count());
    assertEquals(101, refused(many, "1.10", REFUSE).lines().count());
    assertEquals("end", new LiveObject(settle(many, "a: b", AUTO).content()).text("data", "after"));
  }

  @Test
  void manyValuesThatBreakOnlyTogetherOrInFlowAreToldInTime() {
    StringBuilder lines = new StringBuilder("x: x");
    StringBuilder labels = new StringBuilder("{x: x");
    for (int i = 0; i < 2_000; i++) {
      lines.append("\n  k").append(i).append(": ${A}${B}");
      labels.append(", l").append(i).append(": ${C}");
    }
    Map<String, String> variables = Map.of("A", "h:", "B", " 80", "C", "a,b");
    String together = CONFIG_MAP.formatted(lines);
    DeployException refused =
        assertThrows(
            DeployException.class,
            () -> ManifestValues.settle(rendered(together, variables), REFUSE));
    assertEquals(101, refused.problems().size());
    Rendered quoted = ManifestValues.settle(rendered(together, variables), AUTO);
    assertTrue(new String(quoted.bytes(), UTF_8).contains("k1999: \"h: 80\""));
    String flow = CONFIG_MAP.replace("data:", "immutable: false\nx: " + labels + "}\ndata:");
    assertTrue(
        new String(
                ManifestValues.settle(rendered(flow.formatted("y: y"), variables), AUTO).bytes(),
                UTF_8)
            .contains("l1999: \"a,b\""));
  }

  @Test
  void objectsOfUnknownKindsKnowWhatIsCalledAsInOthers() {
    String own =
        """
        apiVersion: example.com/v1
        kind: Own
        metadata: {name: o}
        spec: {selector: {matchLabels: {a: %s}}, nodeSelector: {b: %s}, env: [{name: c, value: %s}]}
        """;
    String refused = refused(own.formatted("${V}", "${V}", "${V}"), "1", REFUSE);
    assertEquals(3, refused.lines().count(), refused);
  }

  @Test
  void anUnsetNameThatLeavesAnotherDocumentIsToldAsUnset() {
    ValueRules gnu = new ValueRules(Set.of(), ValueRules.Quoting.REFUSE, true, Set.of("V"));
    assertEquals(
        "m.tpl:6:5: V is not set, and left empty it makes another document of this one",
        refused(CONFIG_MAP.formatted("k: |\n    ${V} $1\n    x"), "", gnu));
  }

  @Test
  void aValueBehindABackslashIsRefused() {
    assertTrue(refused(CONFIG_MAP.formatted("k: \"\\${V}\""), "n", REFUSE).startsWith("m.tpl:5:"));
  }

  @Test
  void manyValuesInALargeDocumentAreTold() {
    StringBuilder lines = new StringBuilder("x: x");
    for (int i = 0; i < 2_000; i++) {
      lines
          .append("\n  k")
          .append(i)
          .append(": a/${")
          .append(i % 1_000 == 7 ? "C" : "A")
          .append('}');
    }
    Rendered rendered =
        rendered(CONFIG_MAP.formatted(lines), Map.of("A", "fine/value", "C", "x: y"));
    DeployException refused =
        assertThrows(DeployException.class, () -> ManifestValues.settle(rendered, REFUSE));
    assertEquals(
        "[m.tpl:13:9, m.tpl:1013:12]",
        refused.problems().stream().map(Problem::where).toList().toString());
  }

  @Test
  void everyGuiltyValueIsToldAtOnce() {
    Map<String, String> variables = Map.of("A", "x: y", "B", "fine", "C", "{");
    Rendered rendered = rendered(CONFIG_MAP.formatted("k: ${A}\n  l: ${B}\n  m: ${C}"), variables);
    DeployException refused =
        assertThrows(DeployException.class, () -> ManifestValues.settle(rendered, REFUSE));
    assertEquals(
        "[m.tpl:5:6, m.tpl:7:6]",
        refused.problems().stream().map(Problem::where).toList().toString());
  }

  @Test
  void positionsOfEverythingReadAreThoseInTheTemplate() {
    Map<String, String> variables = Map.of("A", "one\ntwo\nthree");
    String template =
        CONFIG_MAP.formatted("k: |\n    ${A}")
            + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {a: 1}\n";
    Rendered rendered = ManifestValues.settle(rendered(template, variables), REFUSE);
    DeployException refused = assertThrows(DeployException.class, () -> Manifests.read(rendered));
    assertEquals("[m.tpl:9:1]", refused.problems().stream().map(Problem::where).toList() + "");
  }

  @Test
  void aTemplateThatIsNoDocumentIsToldAsOne() {
    assertTrue(refused("a: b: ${V}\n", "x", REFUSE).startsWith("m.tpl:1:5: not YAML"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"k: [${V}]", "k: {a: ${V}}", "k: !!str ${V}", "k: &a ${V}"})
  void flowAndTaggedScalarsAreGuardedToo(String line) {
    assertTrue(refused(CONFIG_MAP.formatted(line), "x: y", REFUSE).startsWith("m.tpl:5:"));
    assertTrue(refused(CONFIG_MAP.formatted(line), "x, y: [", REFUSE).startsWith("m.tpl:5:"));
  }

  private static Object spec(Manifest manifest, String key) {
    return new LiveObject(manifest.content()).value("spec", key).orElse("nothing");
  }

  private static Manifest settle(String template, String value, ValueRules rules) {
    Rendered settled = ManifestValues.settle(rendered(template, Map.of("V", value)), rules);
    List<Manifest> manifests = Manifests.read(settled);
    assertEquals(1, manifests.size());
    return manifests.get(0);
  }

  private static Rendered rendered(String template, Map<String, String> variables) {
    return Template.parse("m.tpl", template.getBytes(UTF_8), TemplateRules.of(Dialect.STRICT))
        .rendered(Variables.of(variables));
  }

  private static String refused(String template, String value, ValueRules rules) {
    return assertThrows(DeployException.class, () -> settle(template, value, rules))
        .problems()
        .stream()
        .map(problem -> problem.where() + ": " + problem.what())
        .collect(Collectors.joining("\n"));
  }
}
