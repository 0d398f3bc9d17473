package io.activo.deploy.image.dockerfile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the instructions of a Dockerfile stand. */
public final class DockerfileLines {
  private static final Pattern ESCAPE =
      Pattern.compile("#\\s*escape\\s*=\\s*(\\S)\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern DIRECTIVE = Pattern.compile("#\\s*[A-Za-z][A-Za-z0-9]*\\s*=.*");

  private DockerfileLines() {}

  /**
   * The line, from 1, on which an instruction begins; empty when there are fewer. Comments and
   * blank lines are none, and do not end one that goes on (Dockerfile reference, Format).
   *
   * @param number from 1, as the classic builder counts its steps
   */
  public static Optional<Integer> ofInstruction(String dockerfile, int number) {
    String[] lines = dockerfile.split("\n", -1);
    String escape = escape(lines);
    int seen = 0;
    boolean goesOn = false;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      seen += goesOn ? 0 : 1;
      if (seen == number) {
        return Optional.of(i + 1);
      }
      goesOn = line.endsWith(escape);
    }
    return Optional.empty();
  }

  private static String escape(String[] lines) {
    for (String line : lines) {
      Matcher escape = ESCAPE.matcher(line.strip());
      if (escape.matches()) {
        return escape.group(1);
      } else if (!DIRECTIVE.matcher(line.strip()).matches()) {
        return "\\";
      }
    }
    return "\\";
  }
}
