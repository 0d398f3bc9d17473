package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.activo.deploy.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a run of Maven came to.
 *
 * @param folder where it ran
 * @param exit its exit code
 * @param text everything that it printed
 */
record MavenOutput(Path folder, int exit, String text) {
  private static final Pattern PUSHED = Pattern.compile("\\S+@sha256:[0-9a-f]{64}");
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  /** What our goal printed, without Maven's frame around it and without the level of a line. */
  String ofGoal() {
    List<String> lines =
        text.lines()
            .dropWhile(line -> !line.contains("--- activo"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("[INFO] -----"))
            .toList();
    return lines.stream()
        .map(line -> line.replaceFirst("^\\[INFO] ", ""))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** The goal's output is that of a golden file; {@code -Dactivo.golden.write} writes the file. */
  void isGolden(String name) throws IOException {
    Path golden = GOLDEN.resolve(name + ".txt");
    String actual = withPlaceholders(ofGoal());
    if (System.getProperty("activo.golden.write") != null) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, actual);
    }
    assertEquals(Files.readString(golden), actual, text);
  }

  /** What differs from run to run, by a word for it. */
  private String withPlaceholders(String output) {
    return output
        .replace(folder.toString(), "<folder>")
        .replaceAll("Docker \\S+ at \\S+", "<engine>")
        .replaceAll("https://[0-9.:]+ \\(v1\\.[^)]*\\)", "<cluster>")
        .replaceAll("https://[0-9.]+:[0-9]+", "<server>")
        .replaceAll("(context testnode \\([^,)]*, user )[^)]+", "$1<user>")
        .replaceAll("(context testnode, as )\\S+", "$1<user>")
        .replaceAll("\\S+(?=/webapp-activo-it-)", "<registry>")
        .replaceAll("activo-it-[0-9a-f]{8}", "<namespace>")
        .replaceAll("sha256:[0-9a-f]{64}", "sha256:<digest>")
        .replaceAll("\\b[0-9a-f]{40}\\b", "<commit>")
        .replaceAll("image\\.created=\\S+", "image.created=<time>")
        .replaceAll(" +[0-9]+\\.[0-9] s\\b", " <time>")
        .replaceAll("(?m)^.* goes on.*\n", "");
  }

  void isExactly(String output) {
    assertEquals(output, text);
  }

  MavenOutput says(String part) {
    assertTrue(text.contains(part), () -> "not said: " + part + "\n" + text);
    return this;
  }

  MavenOutput doesNotSay(String part) {
    assertFalse(text.contains(part), () -> "said: " + part + "\n" + text);
    return this;
  }

  /** The report that a deploy left. */
  Map<String, Object> report() throws IOException {
    return Json.parseObject(Files.readString(folder.resolve("target/activo/report.json")));
  }

  /** The image that was pushed, {@code host/name:tag@sha256:…}, as the report has it. */
  String pushed() throws IOException {
    String summary = String.valueOf(step("push").get("summary"));
    Matcher image = PUSHED.matcher(summary);
    return image.find() ? image.group() : fail("nothing is pushed: " + summary + "\n" + text);
  }

  /** The only image of the report: {@code image} and its {@code change}. */
  Map<String, Object> image() throws IOException {
    List<?> images = (List<?>) Objects.requireNonNull(report().get("images"));
    assertEquals(1, images.size(), text);
    return asMap(images.get(0));
  }

  /** The step of the report that begins with a word. */
  Map<String, Object> step(String verb) throws IOException {
    List<?> steps = (List<?>) Objects.requireNonNull(report().get("steps"));
    return steps.stream()
        .map(MavenOutput::asMap)
        .filter(step -> verb.equals(step.get("step")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step " + verb + "\n" + text));
  }

  @SuppressWarnings("unchecked") // an object in JSON has texts for keys
  private static Map<String, Object> asMap(Object step) {
    return (Map<String, Object>) step;
  }
}
