package io.activo.deploy.yaml;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.activo.deploy.Corpus;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kubectl reads, beside what we read. */
class YamlCorpusTest {
  /** A text behind {@code ...}, which kubectl drops in silence: we refuse to lose an object. */
  private static final Pattern BEHIND_THE_END =
      Pattern.compile("(?m)^\\.\\.\\.\\s*\\n(?!---)\\s*[^\\s#]");

  @Test
  void typesScalarsAsKubectl() throws Exception {
    new Corpus("manifests/yaml-scalars-real.jsonl")
        .judge(
            Map.of(),
            row -> {
              String wanted =
                  row.value("error").isPresent() ? "refused" : canonical(row.content().get("json"));
              String got = canonical(first(values(row.text("yaml"))));
              return difference(wanted, got);
            });
  }

  @Test
  void splitsDocumentsAsKubectl() throws Exception {
    new Corpus("manifests/yaml-docsplit-real.jsonl")
        .judgeExcept(
            row ->
                BEHIND_THE_END.matcher(row.text("input")).find()
                    ? Optional.of("we refuse to lose an object behind the end of a document")
                    : Optional.empty(),
            row -> {
              String wanted =
                  row.value("error").isPresent() ? "refused" : canonical(row.content().get("docs"));
              return difference(wanted, canonical(values(row.text("input"))));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "microservices-demo.yaml",
        "monitoring.coreos.com_alertmanagerconfigs.yaml",
        "monitoring.coreos.com_prometheuses.yaml"
      })
  void readsLargeManifestsWhole(String name) throws Exception {
    Path file = Corpus.folder().resolve("manifests").resolve(name);
    assumeTrue(Files.exists(file), file + " is absent");
    for (YamlNode document : Yaml.documents(name, Files.readString(file))) {
      assertTrue(
          document.toValue() instanceof Map<?, ?> map
              ? map.containsKey("kind")
              : nothing(document));
    }
  }

  private static boolean nothing(YamlNode document) {
    return document instanceof YamlNode.YamlScalar scalar && scalar.isNull();
  }

  private static Object values(String text) {
    try {
      List<@Nullable Object> values = new ArrayList<>();
      Yaml.documents("m.yaml", text).forEach(node -> values.add(node.toValue()));
      return values;
    } catch (DeployException e) {
      return "refused";
    }
  }

  /** The scalars' corpus knows the first document alone; a text without one is null there. */
  private static @Nullable Object first(Object values) {
    return values instanceof List<?> list ? (list.isEmpty() ? null : list.get(0)) : values;
  }

  private static Optional<String> difference(String wanted, String got) {
    return wanted.equals(got) ? Optional.empty() : Optional.of(got + " instead of " + wanted);
  }

  /** JSON in which equal numbers are equal texts. */
  private static String canonical(@Nullable Object value) {
    return value instanceof String text && text.equals("refused")
        ? text
        : Json.print(withEqualNumbers(value));
  }

  private static @Nullable Object withEqualNumbers(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> sorted = new java.util.TreeMap<>();
      map.forEach((key, item) -> sorted.put((String) key, withEqualNumbers(item)));
      return new LinkedHashMap<>(sorted);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(withEqualNumbers(item)));
      return items;
    }
    return value instanceof Number number
        ? "number " + new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : value;
  }
}
