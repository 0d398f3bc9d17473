package io.activo.deploy.kubernetes.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A case of a file: {@code == TITLE}, perhaps {@code online: KIND/NAME …} (a cluster that has only
 * these), {@code pushed: IMAGE …} or {@code home: NAMESPACE LINE …} (the description's namespace,
 * and where objects stand whose entry has another), the manifests, {@code --}, and a line for each
 * finding.
 */
record LintCase(String title, List<String> settings, String manifests, List<String> findings) {
  private static final Path FOLDER = Path.of("src/test/resources/io/activo/deploy/kubernetes/lint");

  private static final Pattern TITLE = Pattern.compile("^== ", Pattern.MULTILINE);

  /** The cases of all files. */
  static Stream<LintCase> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream().flatMap(file -> in(file).stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LintCase> in(Path file) {
    try {
      return TITLE
          .splitAsStream(Files.readString(file))
          .filter(text -> !text.isEmpty())
          .map(LintCase::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LintCase read(String text) {
    List<String> lines = text.lines().toList();
    int begin = 1;
    while (lines.get(begin).matches("(online|pushed|home):.*")) {
      begin++;
    }
    int end = lines.indexOf("--");
    return new LintCase(
        lines.get(0),
        lines.subList(1, begin),
        String.join("\n", lines.subList(begin, end)) + "\n",
        lines.subList(end + 1, lines.size()));
  }

  /** The release, and what is known beyond it. */
  Lint lint() {
    Lint lint = Lint.of(manifests);
    for (String setting : settings) {
      String[] words =
          Arrays.stream(setting.split(" "))
              .skip(1)
              .filter(w -> !w.isEmpty())
              .toArray(String[]::new);
      lint =
          switch (setting.substring(0, setting.indexOf(':'))) {
            case "online" -> lint.online(words);
            case "pushed" -> lint.pushing(words);
            default -> lint.in(words[0], Arrays.copyOfRange(words, 1, words.length));
          };
    }
    return lint;
  }

  @Override
  public String toString() {
    return title;
  }
}
