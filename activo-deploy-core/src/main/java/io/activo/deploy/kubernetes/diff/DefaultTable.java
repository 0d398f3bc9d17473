package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the server adds to objects of Kubernetes' own kinds: the file {@code defaults.txt}. */
final class DefaultTable {
  private static final class Holder {
    static final DefaultTable TABLE = new DefaultTable(text());
  }

  private final Map<String, DefaultFields> types = new HashMap<>();

  /** A table of the form that the file explains. */
  DefaultTable(String text) {
    String type = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("  ")) {
        add(type(type), line.strip());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        type = line;
        types.put(type, new DefaultFields());
      }
    }
  }

  private DefaultFields type(String name) {
    return Objects.requireNonNull(types.get(name), name);
  }

  private void add(DefaultFields type, String line) {
    int blank = line.indexOf(' ');
    DefaultFields field = type.at(DefaultPath.of(line.substring(0, blank)).keys());
    String what = line.substring(blank + 1);
    if (what.startsWith("@")) {
      field.addAll(type(what.substring(1)));
    } else {
      field.add(rule(what));
    }
  }

  private static DefaultRule rule(String what) {
    String rest = what.substring(1);
    return switch (what.charAt(0)) {
      case '=' -> DefaultRule.as(DefaultPath.of(rest));
      case '~' -> DefaultRule.echo(DefaultPath.of(rest));
      case '+' -> DefaultRule.chosen(rest);
      case '?' -> DefaultRule.named(rest);
      default -> DefaultRule.of(Objects.requireNonNull(Json.parse(what)));
    };
  }

  /** What is added to objects of a kind; empty where it is not in the table. */
  static Optional<DefaultFields> of(String apiVersion, String kind) {
    return Holder.TABLE.find(apiVersion, kind);
  }

  Optional<DefaultFields> find(String apiVersion, String kind) {
    return Optional.ofNullable(types.get(apiVersion + " " + kind));
  }

  /** The file. */
  static String text() {
    try (InputStream file = DefaultTable.class.getResourceAsStream("defaults.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
