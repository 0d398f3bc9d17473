package io.activo.deploy.template;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.Corpus;
import io.activo.deploy.kubernetes.LiveObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What GNU envsubst 0.21 did. */
class EnvsubstGnuCorpusTest {

  @Test
  void doesWhatGnuEnvsubstDid() throws Exception {
    new Corpus("envsubst-gnu/cases.jsonl").judge(Map.of(), EnvsubstGnuCorpusTest::judgeCase);
  }

  @Test
  void doesWhatGnuEnvsubstDidWithHugeInputs() throws Exception {
    new Corpus("envsubst-gnu/huge.jsonl").judge(Map.of(), EnvsubstGnuCorpusTest::judgeHuge);
  }

  private static Optional<String> judgeCase(LiveObject row) throws IOException {
    byte[] ours =
        row.text("mode").equals("variables")
            ? listed(row.text("shell_format"))
            : rendered(row, bytes(row.text("input_base64")));
    byte[] theirs = bytes(row.text("output_base64"));
    return Arrays.equals(ours, theirs)
        ? Optional.empty()
        : Optional.of(new String(ours, ISO_8859_1) + " is not " + new String(theirs, ISO_8859_1));
  }

  private static Optional<String> judgeHuge(LiveObject row) throws Exception {
    byte[] input = hugeInput(row);
    assertEquals(row.text("input_sha256"), sha256(input), "the recipe of " + row.text("id"));
    byte[] ours = rendered(row, input);
    boolean equal =
        ours.length == row.number("output_len").orElseThrow()
            && sha256(ours).equals(row.text("output_sha256"));
    return equal ? Optional.empty() : Optional.of(ours.length + " bytes that differ");
  }

  private static byte[] hugeInput(LiveObject row) throws IOException {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.write(bytes(row.text("input_head_base64")));
    byte[] unit = bytes(row.text("input_unit_base64"));
    for (long i = row.number("input_repeat").orElseThrow(); i > 0; i--) {
      input.write(unit);
    }
    input.write(bytes(row.text("input_tail_base64")));
    return input.toByteArray();
  }

  private static byte[] listed(String shellFormat) {
    StringBuilder lines = new StringBuilder();
    Template.variables(shellFormat).forEach(name -> lines.append(name).append('\n'));
    return lines.toString().getBytes(US_ASCII);
  }

  /** Rendered to a stream, values as bytes; where they are text, also the other way. */
  private static byte[] rendered(LiveObject row, byte[] input) throws IOException {
    TemplateRules rules =
        row.value("shell_format").isPresent()
            ? TemplateRules.gnu(row.text("shell_format"))
            : TemplateRules.of(Dialect.GNU);
    Template template = Template.parse(row.text("id"), input, rules);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    template.render(Variables.of(environment(row, true)), ISO_8859_1, out);
    if (row.value("env_base64").isEmpty()) {
      byte[] text = template.render(Variables.of(environment(row, false)));
      assertEquals(sha256(out.toByteArray()), sha256(text), "the two ways to render");
    }
    return out.toByteArray();
  }

  private static Map<String, String> environment(LiveObject row, boolean asBytes) {
    Map<String, String> environment = new HashMap<>();
    row.object("env")
        .content()
        .forEach(
            (name, value) -> {
              String text = value.toString();
              environment.put(name, asBytes ? new String(text.getBytes(UTF_8), ISO_8859_1) : text);
            });
    row.object("env_base64")
        .content()
        .forEach(
            (name, value) ->
                environment.put(name, new String(bytes(value.toString()), ISO_8859_1)));
    return environment;
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
