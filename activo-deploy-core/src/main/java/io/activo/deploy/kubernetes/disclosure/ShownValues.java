package io.activo.deploy.kubernetes.disclosure;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.secret.KeyedDigest;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of an object as they may be shown. What is secret becomes {@code *** #1a2b3c4d}, with
 * a digest that is the same for the same value within a run: the data of Secrets, variables whose
 * names say so, and what the run's {@link Masker} knows.
 */
public final class ShownValues {
  /** A longer value without line breaks is cut. */
  private static final int LONGEST = 200;

  private static final int CUT = 100;
  private static final int LONGEST_IN_LINE = 60;

  /** It repeats the whole object, with the data of a Secret. */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

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

  /** A value that has no parts; one of several lines keeps them. */
  public String show(Standing at, Object value) {
    if (isWhole(at)) {
      return Secret.MASK + " #" + digest.shortOf(bytes(at, value));
    }
    if (isKind("ConfigMap") && at.isEntryOf("binaryData")) {
      byte[] bytes = bytes(at, value);
      return bytes.length + " bytes #" + digest.shortOf(bytes);
    }
    String text = value instanceof String written ? written : Json.print(value);
    String masked = masked(at, text);
    return masked.equals(text) && !(value instanceof String) ? text : text(text, masked);
  }

  /**
   * A value on one line: as JSON where it is short, else by its length and digest. So it is never
   * cut within a secret that is known later.
   */
  public String line(Standing at, Object value) {
    boolean hasParts = value instanceof Map || value instanceof List;
    if (!hasParts && isHidden(at, value)) {
      String shown = show(at, value);
      return shown.indexOf('\n') < 0
          ? shown
          : Secret.MASK + " #" + digest.shortOf(bytes(at, value));
    }
    String text = Json.print(disclosed(at, value));
    return text.length() <= LONGEST_IN_LINE
        ? text
        : "(%d characters, #%s)".formatted(text.length(), digest.shortOf(Json.print(value)));
  }

  private boolean isHidden(Standing at, Object value) {
    String text = value instanceof String written ? written : Json.print(value);
    boolean isBinary = isKind("ConfigMap") && at.isEntryOf("binaryData");
    return isWhole(at) || isBinary || !masked(at, text).equals(text);
  }

  /** The value with the secrets in it hidden. */
  private @Nullable Object disclosed(Standing at, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, below) -> copy.put(key, disclosed(at.child(key.toString()), below)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(disclosed(at.item(item), item)));
      return copy;
    }
    return value != null && isHidden(at, value) ? show(at, value) : value;
  }

  /** Whether the value is secret whatever it is. */
  private boolean isWhole(Standing at) {
    return at.key().equals(LAST_APPLIED)
        || (isKind("Secret") && (at.isEntryOf("data") || at.isEntryOf("stringData")));
  }

  private boolean isKind(String kind) {
    return object.group().isEmpty() && object.kind().equals(kind);
  }

  /** The same whether it was written as text or in base64. */
  private static byte[] bytes(Standing at, Object value) {
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

  private String masked(Standing at, String text) {
    List<String> shown = names(at).stream().map(name -> masker.show(name, text)).toList();
    return shown.contains(Secret.MASK)
        ? Secret.MASK
        : shown.stream().findFirst().orElseGet(() -> masker.mask(text));
  }

  private String text(String text, String masked) {
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
  private Set<String> names(Standing at) {
    return isKind("ConfigMap") && at.isEntryOf("data") ? Set.of(at.key()) : at.variables();
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
