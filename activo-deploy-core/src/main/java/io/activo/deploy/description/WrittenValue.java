package io.activo.deploy.description;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A value that is written as text, as {@code {variable: NAME}} or as {@code {file: PATH}}. Long
 * ones and secrets are wanted so: the name of a variable may stand in a log, and a file's text
 * needs no quoting.
 */
record WrittenValue(Variables variables, Problems problems) {
  private static final String VARIABLE = "variable";
  private static final String FILE = "file";

  /** Whether a map is one value, which another one replaces. */
  static boolean isValue(YamlMap map) {
    return map.keys().equals(List.of(VARIABLE)) || map.keys().equals(List.of(FILE));
  }

  /** The name in {@code {variable: NAME}}. */
  static Optional<String> variable(YamlMap map) {
    return map.keys().equals(List.of(VARIABLE))
        ? scalar(map, VARIABLE).map(YamlScalar::text)
        : Optional.empty();
  }

  /** The value as text, of a file without its last line break. */
  Optional<Text> text(YamlNode node) {
    if (node instanceof YamlMap map && scalar(map, FILE).isPresent() && isOne(map)) {
      return path(map).flatMap(path -> problems.collect(() -> new Text(decoded(path), path.at())));
    }
    return scalarText(node);
  }

  /** The value as bytes: of a file exactly what it holds. */
  Optional<byte[]> bytes(YamlNode node) {
    if (node instanceof YamlMap map && scalar(map, FILE).isPresent() && isOne(map)) {
      return path(map).flatMap(path -> problems.collect(() -> variables.file(path)));
    }
    return scalarText(node).map(text -> text.value().getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Text> scalarText(YamlNode node) {
    if (node instanceof YamlScalar scalar && !scalar.isNull()) {
      return variables.resolve(scalar).map(value -> new Text(value, scalar.at()));
    }
    return node instanceof YamlMap map && isOne(map)
        ? scalar(map, VARIABLE)
            .flatMap(
                name ->
                    variables
                        .valueOf(new Text(name.text(), name.at()))
                        .map(value -> new Text(value, name.at())))
        : Optional.empty();
  }

  private Optional<Text> path(YamlMap map) {
    return scalar(map, FILE)
        .flatMap(path -> variables.resolve(path).map(value -> new Text(value, path.at())));
  }

  /** Whether the map says one thing; that it does not is told. */
  private boolean isOne(YamlMap map) {
    boolean one = scalar(map, VARIABLE).isPresent() != scalar(map, FILE).isPresent();
    if (!one) {
      problems.add(
          Problem.of(
              "a value is one 'variable' or one 'file'",
              map.at(),
              "write {variable: NAME} or {file: PATH}"));
    }
    return one;
  }

  private static Optional<YamlScalar> scalar(YamlMap map, String key) {
    return map.get(key)
        .filter(YamlScalar.class::isInstance)
        .map(YamlScalar.class::cast)
        .filter(scalar -> !scalar.isNull());
  }

  private String decoded(Text path) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(variables.file(path));
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(bytes)
          .toString()
          .replaceFirst("\r?\n\\z", "");
    } catch (CharacterCodingException e) {
      throw new DeployException(
          Problem.of("file '" + path + "' is no text in UTF-8", path.at(), "this value is text"),
          e);
    }
  }
}
