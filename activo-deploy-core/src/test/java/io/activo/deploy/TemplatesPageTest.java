package io.activo.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.rendering.ManifestValues;
import io.activo.deploy.kubernetes.rendering.ValueRules;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.template.Dialect;
import io.activo.deploy.template.Placeholder;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.template.Template;
import io.activo.deploy.template.TemplateRules;
import io.activo.deploy.template.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every example of the site's page about templates does what the page says. */
class TemplatesPageTest {
  private static final Variables VARIABLES = Variables.of(Map.of("NAME", "web", "EMPTY", ""));
  private static final String CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\n";

  @TestFactory
  List<DynamicTest> everyExampleIsTrue() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Page.Table table : new Page("templates.md").tables()) {
      for (List<String> row : table.rows()) {
        tests.add(DynamicTest.dynamicTest(table.kind() + " " + row, check(table.kind(), row)));
      }
    }
    return tests;
  }

  @Test
  void everyFormHasAnExampleWithASetAnEmptyAndAnUnsetVariable() {
    String examples =
        new Page("templates.md")
            .tables().stream()
                .filter(table -> table.kind().endsWith(" strict"))
                .flatMap(table -> table.rows().stream())
                .map(row -> row.get(0))
                .collect(Collectors.joining("\n"));
    for (String name : List.of("NAME", "EMPTY", "UNSET")) {
      for (String sign : List.of("-", ":-", "=", ":=", "+", ":+", "?", ":?")) {
        boolean shown = examples.contains("${" + name + sign);
        boolean same = sign.endsWith("=") || sign.endsWith("?");
        assertTrue(shown || (same && !name.equals("UNSET")), name + sign);
      }
    }
  }

  private static Executable check(String kind, List<String> row) {
    if (kind.startsWith("examples: ")) {
      return () -> assertEquals(row.get(1), render(row.get(0), rules(kind)));
    }
    if (kind.startsWith("refused: ")) {
      return () -> assertEquals(row.get(1), refused(() -> render(row.get(0), rules(kind))));
    }
    return kind.equals("values: auto")
        ? () -> assertEquals(row.get(2), settle(row.get(0), row.get(1), ValueRules.Quoting.AUTO))
        : () ->
            assertEquals(
                row.get(2),
                refused(() -> settle(row.get(0), row.get(1), ValueRules.Quoting.REFUSE)));
  }

  private static TemplateRules rules(String kind) {
    List<String> words = List.of(kind.split(" "));
    TemplateRules strict = TemplateRules.of(Dialect.STRICT);
    return switch (words.get(1)) {
      case "passthrough" -> strict.withPassthrough(Set.of(words.get(2)));
      case "substitute" -> strict.withSubstitute(Set.of(words.get(2)));
      case "placeholder" -> strict.withPlaceholder(Placeholder.parse(words.get(2)));
      default -> TemplateRules.of(Dialect.valueOf(words.get(1).toUpperCase(Locale.ROOT)));
    };
  }

  private static String render(String text, TemplateRules rules) {
    return Template.read("page", text.getBytes(UTF_8), rules).renderToString(VARIABLES);
  }

  private static String settle(String value, String data, ValueRules.Quoting quoting) {
    byte[] text = (CONFIG_MAP + data + "\n").getBytes(UTF_8);
    Rendered rendered =
        Template.parse("page", text, TemplateRules.of(Dialect.STRICT))
            .rendered(Variables.of(Map.of("V", value)));
    ValueRules rules = new ValueRules(Set.of(), quoting, false, Set.of());
    return new LiveObject(Manifests.read(ManifestValues.settle(rendered, rules)).get(0).content())
        .text("data", "k");
  }

  private static String refused(Executable work) {
    List<Problem> problems = assertThrows(DeployException.class, work).problems();
    return problems.get(0).what();
  }
}
