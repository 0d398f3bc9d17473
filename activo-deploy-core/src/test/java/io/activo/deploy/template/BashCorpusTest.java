package io.activo.deploy.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.activo.deploy.Corpus;
import io.activo.deploy.Corpus.NamedException;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.DeployException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What bash 5.2.15 made of unquoted here-documents, with and without {@code -u}. Forms that are
 * none of this dialect must be refused, whatever bash made of them.
 */
class BashCorpusTest {
  private static final String NAME = "\\$\\{[A-Za-z_][A-Za-z0-9_]*";

  /** By form: how rows with it are known. */
  private static final Map<String, String> OTHER_FEATURES =
      new TreeMap<>(
          Map.of(
              "a parameter of the shell: $1, $@, ${1}, ${#}",
              "(?s).*\\$(\\{?[0-9@*#?$!-]).*",
              "the length: ${#A}",
              "(?s).*\\$\\{#.*",
              "a part of the value: ${A:1:2}",
              "(?s).*" + NAME + ":[^-=+?}].*",
              "a value without a pattern: ${A#p}, ${A%p}",
              "(?s).*" + NAME + "[#%].*",
              "a value with a replacement: ${A/p/r}",
              "(?s).*" + NAME + "/.*",
              "another case: ${A^^}, ${A,,}",
              "(?s).*" + NAME + "[\\^,].*",
              "an indirection: ${!A}",
              "(?s).*\\$\\{!.*",
              "a transformation or an element: ${A@Q}, ${A[0]}",
              "(?s).*" + NAME + "[@\\[].*",
              "a calculation: $((1+2)), $[1+1]",
              "(?s).*\\$(\\(|\\[).*"));

  @Test
  void doesWhatBashDidInHereDocuments() throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    List<NamedException> exceptions =
        OTHER_FEATURES.entrySet().stream()
            .map(form -> new NamedException(form.getKey(), row -> counted(counts, form, row)))
            .toList();
    new Corpus("bash/cases.jsonl").judge(exceptions, BashCorpusTest::judge);
    counts.forEach((form, count) -> System.out.println("  " + count + " rows: " + form));
  }

  /** Only what we refuse can be an exception: a form of another feature is never misread. */
  private static boolean counted(
      Map<String, Integer> counts, Map.Entry<String, String> form, LiveObject row) {
    String input = row.text("input");
    boolean refusedByUsAlone =
        row.value("error").orElseThrow().equals(false) && render(input, Map.of(), false).isEmpty();
    boolean matches = refusedByUsAlone && input.matches(form.getValue());
    if (matches) {
      counts.merge(form.getKey(), 1, Integer::sum);
    }
    return matches;
  }

  private static Optional<String> judge(LiveObject row) {
    Map<String, String> environment = new HashMap<>();
    row.object("env").content().forEach((name, value) -> environment.put(name, value.toString()));
    boolean nounset = row.value("nounset").orElseThrow().equals(true);
    Optional<byte[]> ours = render(row.text("input"), environment, nounset);
    boolean refused = row.value("error").orElseThrow().equals(true);
    if (refused || ours.isEmpty()) {
      return refused == ours.isEmpty() ? Optional.empty() : Optional.of("refused: " + !refused);
    }
    byte[] theirs = Base64.getDecoder().decode(row.text("output_base64"));
    return Arrays.equals(theirs, ours.get())
        ? Optional.empty()
        : Optional.of(new String(ours.get(), UTF_8) + " is not " + new String(theirs, UTF_8));
  }

  /** Empty when it is refused. */
  private static Optional<byte[]> render(
      String input, Map<String, String> environment, boolean nounset) {
    TemplateRules rules = TemplateRules.of(Dialect.BASH);
    try {
      Template template =
          Template.read(
              "heredoc", input.getBytes(UTF_8), nounset ? rules.withUnsetAsError() : rules);
      return Optional.of(template.render(Variables.of(environment)));
    } catch (DeployException e) {
      return Optional.empty();
    }
  }
}
