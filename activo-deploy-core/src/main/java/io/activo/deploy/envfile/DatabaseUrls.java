package io.activo.deploy.envfile;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.regex.Pattern;

/**
 * Replaces parts of the database URLs in a value: {@code postgres}, {@code postgresql}, {@code
 * mysql}, {@code mysql2}, {@code mariadb}, each also with {@code +driver}, and {@code jdbc:} with
 * one of these. Everything else in them keeps every byte.
 */
final class DatabaseUrls implements ValueEdit {
  private static final String SYSTEMS = "(?:postgresql|mysql|mariadb)";
  static final EmbeddedUrls URLS =
      new EmbeddedUrls(
          Pattern.compile(
              "(?<![a-z0-9+.:-])(?:jdbc:(?:[a-z0-9-]+:)?"
                  + SYSTEMS
                  + ":|(?:postgres(?:ql)?|mysql2?|mariadb)(?:\\+[a-z0-9_]+)?://)",
              Pattern.CASE_INSENSITIVE));

  private final DatabaseParts parts;

  DatabaseUrls(DatabaseParts parts) {
    this.parts = parts;
  }

  @Override
  public String apply(String key, String value) {
    return parts.isEmpty()
        ? value
        : URLS.replaceEach(value, (scheme, rest) -> replaced(key, scheme, rest));
  }

  private String replaced(String key, String scheme, String rest) {
    try {
      return new DatabaseUrlEdit(DatabaseUrl.parse(scheme, rest), parts).edited().written();
    } catch (DatabaseUrl.Unclear e) {
      throw new DeployException(
          Problem.of("the database URL in '" + key + "' cannot be rewritten: " + e.why(), e.fix()));
    }
  }
}
