package io.activo.deploy.yaml;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.yaml.YamlNode.YamlScalar.Style;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** SnakeYAML's scalars as ours: a tag decides whether the type is read from the text. */
record ScalarConversion(Composition composition, String text) {
  private static final Pattern SURROGATE_ESCAPE =
      Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u[dD][89a-fA-F]");

  YamlNode.YamlScalar convert(ScalarNode node) {
    refuseSurrogateEscapes(node);
    Tag tag = node.getTag();
    if (tag.equals(Tag.BINARY)) {
      return scalar(node, decoded(node), Style.DOUBLE_QUOTED);
    }
    boolean typed = tag.equals(Composition.UNTYPED) || isType(tag);
    if (isType(tag) && !fits(tag, PlainScalar.resolve(node.getValue()))) {
      throw refused(node, "'" + node.getValue() + "' is no " + shortName(tag));
    }
    return scalar(node, node.getValue(), typed ? Style.PLAIN : style(node));
  }

  private YamlNode.YamlScalar scalar(ScalarNode node, String value, Style style) {
    return new YamlNode.YamlScalar(composition.place(node.getStartMark()), value, style);
  }

  /** One that is plain but tagged as text counts as quoted. */
  private static Style style(ScalarNode node) {
    return switch (node.getScalarStyle()) {
      case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
      case LITERAL -> Style.LITERAL;
      case FOLDED -> Style.FOLDED;
      default -> Style.DOUBLE_QUOTED;
    };
  }

  private static boolean isType(Tag tag) {
    return tag.equals(Tag.INT)
        || tag.equals(Tag.FLOAT)
        || tag.equals(Tag.BOOL)
        || tag.equals(Tag.NULL);
  }

  private static boolean fits(Tag tag, @Nullable Object value) {
    if (tag.equals(Tag.NULL)) {
      return value == null;
    }
    if (tag.equals(Tag.BOOL)) {
      return value instanceof Boolean;
    }
    return value instanceof Number && (tag.equals(Tag.FLOAT) || !(value instanceof Double));
  }

  private static String shortName(Tag tag) {
    return "!!" + tag.getValue().substring(Tag.PREFIX.length());
  }

  private String decoded(ScalarNode node) {
    try {
      byte[] bytes = Base64.getDecoder().decode(node.getValue().replaceAll("[\\r\\n]", ""));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused(node, "a !!binary value is not base64");
    }
  }

  /** JSON's way to write a character as two halves of a UTF-16 pair, which goyaml refuses. */
  private void refuseSurrogateEscapes(ScalarNode node) {
    boolean possible =
        node.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED && hasSurrogate(node.getValue());
    if (possible && SURROGATE_ESCAPE.matcher(written(node)).find()) {
      throw refused(node, "a character is written as two \\u escapes; write it as one \\U escape");
    }
  }

  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private String written(ScalarNode node) {
    int begin = text.offsetByCodePoints(0, node.getStartMark().getIndex());
    return text.substring(begin, text.offsetByCodePoints(0, node.getEndMark().getIndex()));
  }

  private DeployException refused(ScalarNode node, String what) {
    return new DeployException(Problem.of(what, composition.place(node.getStartMark()), ""));
  }
}
