package io.activo.deploy.envfile;

import io.activo.deploy.secret.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parts of the URL of a PostgreSQL or MySQL database, as plain text: nothing is percent-encoded.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 * @param name the database on the server; not empty
 * @param user not empty
 * @param password not empty
 */
public record DatabaseParts(
    Optional<String> host,
    Optional<Integer> port,
    Optional<String> name,
    Optional<String> user,
    Optional<Secret> password) {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252})|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  public DatabaseParts {
    host.ifPresent(text -> require(HOST.matcher(text).matches(), "host", "a name or an address"));
    port.ifPresent(number -> require(number > 0 && number < 65_536, "port", "1 to 65535"));
    name.ifPresent(text -> require(isText(text), "name", "text without control characters"));
    user.ifPresent(text -> require(isText(text), "user", "text without control characters"));
    password.ifPresent(
        secret -> require(isText(secret.reveal()), "password", "text without control characters"));
  }

  /** No part. */
  public static DatabaseParts none() {
    return new DatabaseParts(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public DatabaseParts withHost(String other) {
    return new DatabaseParts(Optional.of(other), port, name, user, password);
  }

  public DatabaseParts withPort(int other) {
    return new DatabaseParts(host, Optional.of(other), name, user, password);
  }

  public DatabaseParts withName(String other) {
    return new DatabaseParts(host, port, Optional.of(other), user, password);
  }

  public DatabaseParts withUser(String other) {
    return new DatabaseParts(host, port, name, Optional.of(other), password);
  }

  public DatabaseParts withPassword(Secret other) {
    return new DatabaseParts(host, port, name, user, Optional.of(other));
  }

  /** Whether there is no part. */
  public boolean isEmpty() {
    return equals(none());
  }

  private static boolean isText(String text) {
    return !text.isEmpty() && text.codePoints().noneMatch(Character::isISOControl);
  }

  private static void require(boolean holds, String part, String what) {
    if (!holds) {
      throw new IllegalArgumentException("the " + part + " of a database is " + what);
    }
  }
}
