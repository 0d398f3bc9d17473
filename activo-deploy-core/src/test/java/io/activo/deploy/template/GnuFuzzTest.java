package io.activo.deploy.template;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Random templates against the one regular expression that GNU envsubst 0.21 amounts to. */
class GnuFuzzTest {
  private static final Pattern MODEL =
      Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)\\})");
  private static final List<String> NAMES = List.of("A", "B", "AB", "A_B", "_", "a1", "LONG_NAME");
  private static final List<String> PIECES =
      List.of(
          "$",
          "${",
          "}",
          "{",
          "A",
          "B",
          "AB",
          "A_B",
          "_",
          "a1",
          "LONG_NAME",
          "1",
          "-",
          ":-",
          "\\",
          " ",
          "\n",
          "\r\n",
          "\0",
          "\u00e9",
          "\u0080",
          "\u00ff",
          "$A",
          "${A}",
          "${B",
          "$LONG_NAME",
          "text that is longer than eight bytes");

  @Test
  void rendersAsTheModelDoes() throws IOException {
    Fuzz fuzz = new Fuzz();
    for (int i = Fuzz.cases(200_000); i > 0; i--) {
      Map<String, String> environment = environment(fuzz);
      Set<String> only = only(fuzz);
      String text = text(fuzz, 24);
      assertEquals(model(text, environment, only), ours(text, environment, only), text);
    }
  }

  /** Parts of 64 KiB meet in the middle of references. */
  @Test
  void rendersLongTextsInPartsAsTheModelDoes() throws IOException {
    Fuzz fuzz = new Fuzz();
    for (int i = Fuzz.cases(200_000) / 10_000; i > 0; i--) {
      Map<String, String> environment = environment(fuzz);
      String text = "x".repeat((1 << 16) - fuzz.below(40)) + text(fuzz, 30_000);
      assertEquals(model(text, environment, Set.of()), ours(text, environment, Set.of()));
    }
  }

  @Test
  void rendersNamesLongerThanAPart() throws IOException {
    String name = "N".repeat(300_000);
    String text = "$" + name + "-${" + name + "}-${" + name + ":-x}";
    Map<String, String> environment = Map.of(name, "v");
    assertEquals("v-v-${" + name + ":-x}", ours(text, environment, Set.of()));
  }

  private static Map<String, String> environment(Fuzz fuzz) {
    Map<String, String> environment = new HashMap<>();
    for (String name : NAMES) {
      if (fuzz.below(3) > 0) {
        environment.put(name, fuzz.one("", "v", "$A", "${B}", "two\nlines", "\u00ff\u0000"));
      }
    }
    return environment;
  }

  /** The only names that are substituted; none of them means all. */
  private static Set<String> only(Fuzz fuzz) {
    Set<String> only = new HashSet<>();
    for (int i = fuzz.below(8) - 4; i > 0; i--) {
      only.add(fuzz.one(NAMES));
    }
    return only;
  }

  private static String text(Fuzz fuzz, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = fuzz.below(pieces); i > 0; i--) {
      text.append(fuzz.one(PIECES));
    }
    return text.toString();
  }

  private static String model(String text, Map<String, String> environment, Set<String> only) {
    return MODEL
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1) == null ? found.group(2) : found.group(1);
              boolean kept = !only.isEmpty() && !only.contains(name);
              return Matcher.quoteReplacement(
                  kept ? found.group() : environment.getOrDefault(name, ""));
            });
  }

  /** Rendered at once; as a stream it must be the same. */
  private static String ours(String text, Map<String, String> environment, Set<String> only)
      throws IOException {
    TemplateRules gnu = TemplateRules.of(Dialect.GNU);
    TemplateRules rules = only.isEmpty() ? gnu : gnu.withSubstitute(only);
    Variables variables = Variables.of(environment);
    byte[] bytes = text.getBytes(ISO_8859_1);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    Template.parse("x", bytes, rules).render(variables, ISO_8859_1, whole);
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    new TemplateStream(rules, variables, ISO_8859_1)
        .render("x", new ByteArrayInputStream(bytes), parts);
    assertEquals(whole.toString(ISO_8859_1), parts.toString(ISO_8859_1), "in parts");
    return whole.toString(ISO_8859_1);
  }
}
