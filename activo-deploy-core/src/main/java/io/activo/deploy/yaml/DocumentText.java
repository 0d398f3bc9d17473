package io.activo.deploy.yaml;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Places;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of one document among several.
 *
 * @param firstLine the line of the whole text on which it begins, from 1
 */
record DocumentText(String text, int firstLine) {
  private static final String SEPARATOR = "---";

  /** Splits by lines alone, before anything is known of the YAML in between. */
  static List<DocumentText> split(Places places, String text, Problems problems) {
    List<DocumentText> parts = new ArrayList<>();
    int begin = 0;
    int firstLine = 1;
    int line = 1;
    for (int at = 0; at < text.length(); at = endOfLine(text, at), line++) {
      if (!text.startsWith(SEPARATOR, at)) {
        continue;
      }
      refuseTextBehind(places, text.substring(at, endOfLine(text, at)).strip(), line, problems);
      if (at > begin) {
        parts.add(new DocumentText(text.substring(begin, at), firstLine));
        begin = endOfLine(text, at);
        firstLine = line + 1;
      }
    }
    if (begin < text.length()) {
      parts.add(new DocumentText(text.substring(begin), firstLine));
    }
    return parts;
  }

  private static void refuseTextBehind(Places places, String line, int number, Problems problems) {
    String behind = line.substring(SEPARATOR.length()).strip();
    if (!behind.isEmpty() && behind.charAt(0) != '#') {
      problems.add(
          Problem.of(
              "a line that begins with '---' separates documents, and more stands on it",
              places.at(number, SEPARATOR.length() + 1),
              "write what follows '---' on the next line"));
    }
  }

  private static int endOfLine(String text, int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline + 1;
  }

  YamlNode compose(Places places) {
    return new Composition(
            new TextPlaces(places, firstLine, text), Composition.Merge.LAST_WRITTEN_WINS)
        .only(text)
        .orElseGet(() -> nothing(places.at(firstLine, 1)));
  }

  private YamlNode nothing(Place.InText at) {
    if (text.lines().anyMatch(line -> line.startsWith("%"))) {
      throw new DeployException(
          Problem.of(
              "kubectl reads no YAML directive", at, "remove the line that begins with '%'"));
    }
    return new YamlNode.YamlScalar(at, "", YamlNode.YamlScalar.Style.PLAIN);
  }
}
