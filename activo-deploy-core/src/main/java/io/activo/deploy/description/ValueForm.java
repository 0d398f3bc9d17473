package io.activo.deploy.description;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the value of a variable is written in the description, and what is made of the text. */
enum ValueForm {
  /** The text, where nothing else gives a value. */
  DEFAULT("default"),
  /** The text. */
  VALUE("value"),
  /** What a file in UTF-8 holds, without its last line break. */
  FILE("file"),
  /** The text's UTF-8 in base64 (RFC 4648, section 4), on one line. */
  BASE64_ENCODE("base64-encode"),
  /** The UTF-8 text that is written in base64; white space in it counts for nothing. */
  BASE64_DECODE("base64-decode"),
  /** The SHA-256 of a file in hexadecimal digits. */
  SHA256_FILE("sha256-file"),
  /** The text as a DNS label; see {@link Slug}. */
  SLUG("slug");

  private final String key;

  ValueForm(String key) {
    this.key = key;
  }

  /** The key below a variable's name. */
  String key() {
    return key;
  }

  /** The form with a key. */
  static Optional<ValueForm> of(String key) {
    return Stream.of(values()).filter(form -> form.key.equals(key)).findFirst();
  }

  /** Every key, as a reader is told them. */
  static List<String> keys() {
    return Stream.of(values()).map(ValueForm::key).toList();
  }

  /** Whether no part of the text can be recognised in the value any more. */
  boolean disguises() {
    return this == BASE64_ENCODE || this == BASE64_DECODE;
  }

  /**
   * The value.
   *
   * @param variable the variable's name, for problems, which never show a value
   * @param text the resolved text
   * @throws DeployException if there is none: no such file, no base64, no UTF-8
   */
  String value(String variable, Text text, DescriptionFiles files) {
    return switch (this) {
      case DEFAULT, VALUE -> text.value();
      case FILE ->
          decoded(files.read(text), text, "file '" + text + "'").replaceFirst("\r?\n\\z", "");
      case BASE64_ENCODE -> Base64.getEncoder().encodeToString(utf8(text.value()));
      case BASE64_DECODE -> decoded(bytes(variable, text), text, "variable '" + variable + "'");
      case SHA256_FILE -> Sha256.hex(files.read(text));
      case SLUG -> Slug.of(text.value());
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String variable, Text text) {
    try {
      return Base64.getDecoder().decode(text.value().replaceAll("\\s+", ""));
    } catch (IllegalArgumentException e) {
      throw new DeployException(
          Problem.of(
              "what variable '" + variable + "' decodes is no base64",
              text.at(),
              "write it with A-Z, a-z, 0-9, + and /"));
    }
  }

  private static String decoded(byte[] bytes, Text text, String whose) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new DeployException(
          Problem.of(whose + " is no text in UTF-8", text.at(), "a variable's value is text"), e);
    }
  }
}
