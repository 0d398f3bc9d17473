package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.secret.KeyedDigest;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of an object as they may be shown. What is secret becomes {@code *** #1a2b3c4d}, with
 * a digest that is the same for the same value within a run: the data of Secrets, variables whose
 * names say so, and what the run's {@link Masker} knows.
 */
final class ShownValues {
  /** A longer value without line breaks is cut. */
  private static final int LONGEST = 200;

  private static final int CUT = 100;

  /** What would be read as something else than a text, or not be seen. */
  private static final Pattern QUOTED =
      Pattern.compile("|\\s.*|.*\\s|true|false|null|~|[-+]?[0-9.][0-9.eE+-]*|[\\[{\"'].*");

  private final ObjectRef object;
  private final Masker masker;
  private final KeyedDigest digest;

  ShownValues(ObjectRef object, Masker masker, KeyedDigest digest) {
    this.object = object;
    this.masker = masker;
    this.digest = digest;
  }

  String show(Location at, Object value) {
    if (isKind("Secret") && (at.isEntryOf("data") || at.isEntryOf("stringData"))) {
      return Secret.MASK + " #" + digest.shortOf(bytes(at, value));
    }
    if (isKind("ConfigMap") && at.isEntryOf("binaryData")) {
      byte[] bytes = bytes(at, value);
      return bytes.length + " bytes #" + digest.shortOf(bytes);
    }
    return value instanceof String text ? text(at, text) : masker.mask(Json.print(value));
  }

  private boolean isKind(String kind) {
    return object.group().isEmpty() && object.kind().equals(kind);
  }

  /** The same whether it was written as text or in base64. */
  private static byte[] bytes(Location at, Object value) {
    byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
    if (at.isEntryOf("stringData")) {
      return text;
    }
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private String text(Location at, String text) {
    String masked =
        name(at).map(name -> masker.show(name, text)).orElseGet(() -> masker.mask(text));
    boolean isBlock = text.strip().indexOf('\n') >= 0;
    if (!masked.equals(text)) {
      return printable(masked) + (isBlock ? "\n" : " ") + "#" + digest.shortOf(text);
    }
    if (isBlock) {
      return printable(text);
    }
    return text.length() > LONGEST ? cut(text) : quoted(text);
  }

  /** What the value is called, where that tells whether it is secret. */
  private Optional<String> name(Location at) {
    boolean isEntry = isKind("ConfigMap") && at.isEntryOf("data");
    return isEntry ? Optional.of(at.key()) : at.variable();
  }

  private String cut(String text) {
    return printable(text.substring(0, CUT))
        + String.format(Locale.ROOT, "… (%d characters, #%s)", text.length(), digest.shortOf(text));
  }

  private static String quoted(String text) {
    boolean isPlain = !QUOTED.matcher(text).matches() && printable(text).equals(text);
    return isPlain ? text : Json.print(text);
  }

  /** Without characters that would move the cursor of a terminal. */
  private static String printable(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                Character.isISOControl(c) && c != '\n' && c != '\t'
                    ? String.format(Locale.ROOT, "\\u%04x", c)
                    : Character.toString(c))
        .collect(Collectors.joining());
  }
}
