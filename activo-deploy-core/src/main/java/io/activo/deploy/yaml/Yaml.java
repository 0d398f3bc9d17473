package io.activo.deploy.yaml;

import io.activo.deploy.problem.Places;
import io.activo.deploy.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads YAML text. */
public final class Yaml {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private Yaml() {}

  /**
   * The one document of a text; empty when the text holds none.
   *
   * @param file how the text is called in positions
   * @throws io.activo.deploy.problem.DeployException if the text is no YAML, holds more than one
   *     document, or has a key that is no text
   */
  public static Optional<YamlNode> parse(String file, String text) {
    String content = withoutMark(text);
    TextPlaces places = new TextPlaces(Places.in(file), 1, content);
    return new Composition(places, Composition.Merge.OWN_KEYS_WIN).only(content);
  }

  /**
   * The documents of a manifest, split as kubectl splits them: at lines that begin with {@code
   * ---}, which only blanks or a comment may follow, whatever stands around them; a text whose
   * first character is a brace is read as JSON objects that follow each other (apimachinery's
   * YAMLOrJSONDecoder, seen with kubectl 1.32). Two differences: a text behind {@code ...}, which
   * kubectl drops, is refused; a JSON text may begin with a byte order mark.
   *
   * @param file how the text is called in positions
   * @return every document in order; a document without content is a null scalar
   * @throws io.activo.deploy.problem.DeployException with the first mistake of every document
   */
  public static List<YamlNode> documents(String file, String text) {
    return documents(Places.in(file), text);
  }

  /**
   * As {@link #documents(String, String)}, of a text whose positions stand for places elsewhere.
   *
   * @param places where a line and column of the text is for its reader
   */
  public static List<YamlNode> documents(Places places, String text) {
    String content = withoutMark(text);
    if (isJson(content)) {
      return new JsonDocuments(places, content).read();
    }
    Problems problems = new Problems();
    List<YamlNode> documents = new ArrayList<>();
    for (DocumentText part : DocumentText.split(places, content, problems)) {
      problems.collect(() -> part.compose(places)).ifPresent(documents::add);
    }
    problems.throwIfAny();
    return documents;
  }

  /** Whether a text is read as JSON. */
  public static boolean isJson(String text) {
    return withoutMark(text).stripLeading().startsWith("{");
  }

  private static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
