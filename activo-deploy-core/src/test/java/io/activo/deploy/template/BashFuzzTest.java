package io.activo.deploy.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.activo.deploy.Fuzz;
import io.activo.deploy.problem.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random here-documents, rendered by us and by the bash of this machine. Where a single quote
 * stands alone in a word, bash reads the braces of the words around it in two ways at once; there
 * we may refuse what bash does not, but never give another text.
 */
class BashFuzzTest {
  private static final Path BASH = Path.of("/bin/bash");

  /** A quote in a word, the shell's own number, a line joined behind a name. */
  private static final String REFUSED = "(?s).*('|\\$\\$|\\$\\w*\\\\\n|\\$\\w*\"|\".*\\\\).*";

  private static final String END = "END_OF_CASE";
  private static final Map<String, String> ENVIRONMENT =
      new TreeMap<>(Map.of("A", "alpha", "B", "b}\"'\\$A", "E", ""));
  private static final List<String> PIECES =
      List.of(
          "x", "é", " ", "\n", "\\", "\\\\", "\\$", "\\}", "\\\"", "\\`", "\\'", "\\x", "\\\n",
          "\"", "'", "\"x\"", "''", "{", "}", "$A", "$B", "$E", "$U", "${A}", "${U}", "$ ", "$.",
          "#", "a:b", "=");

  @TempDir Path folder;

  @Test
  void doesWhatBashDoes() throws Exception {
    assumeTrue(Files.isExecutable(BASH), "there is no " + BASH);
    Fuzz fuzz = new Fuzz();
    List<String> cases = new ArrayList<>();
    for (int i = Fuzz.cases(1_000); i > 0; i--) {
      cases.add(document(fuzz, 3) + ".");
    }
    List<String> theirs = bash(cases);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      String ours = ours(cases.get(i));
      boolean refused = ours.equals("refused") && cases.get(i).matches(REFUSED);
      if (!ours.equals(theirs.get(i)) && !refused) {
        wrong.add(
            "[" + cases.get(i) + "]\n  ours   [" + ours + "]\n  theirs [" + theirs.get(i) + "]");
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static String document(Fuzz fuzz, int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = fuzz.below(6); i >= 0; i--) {
      text.append(depth > 0 && fuzz.below(3) == 0 ? form(fuzz, depth) : fuzz.one(PIECES));
    }
    return text.toString();
  }

  private static String form(Fuzz fuzz, int depth) {
    String sign = fuzz.one("-", ":-", "=", ":=", "+", ":+", "?", ":?");
    return "${" + fuzz.one("A", "B", "E", "U", "V") + sign + document(fuzz, depth - 1) + "}";
  }

  private static String ours(String text) {
    try {
      byte[] input = text.getBytes(UTF_8);
      Template template = Template.read("x", input, TemplateRules.of(Dialect.BASH));
      return template.renderToString(Variables.of(ENVIRONMENT)) + "ok";
    } catch (DeployException e) {
      return "refused";
    }
  }

  /** Every case in a subshell of its own: one that is refused ends it, and so does not say ok. */
  private List<String> bash(List<String> cases) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < cases.size(); i++) {
      script.append("(cat <<").append(END).append(" > ").append(i).append('\n');
      script.append(cases.get(i)).append('\n').append(END).append('\n');
      script.append("printf ok >> ").append(i).append(") 2> /dev/null\n");
    }
    Path file = Files.writeString(folder.resolve("script"), script);
    ProcessBuilder builder = new ProcessBuilder(BASH.toString(), file.toString());
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectErrorStream(true).directory(folder.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    process.getInputStream().readAllBytes();
    process.waitFor();
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Path output = folder.resolve(Integer.toString(i));
      String text = Files.exists(output) ? Files.readString(output) : "";
      outputs.add(text.endsWith("\nok") ? text.substring(0, text.length() - 3) + "ok" : "refused");
    }
    return outputs;
  }
}
