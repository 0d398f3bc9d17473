package io.activo.deploy.envfile;

import io.activo.deploy.envfile.DatabaseUrl.Kind;
import io.activo.deploy.envfile.DatabaseUrl.Unclear;
import io.activo.deploy.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Replaces parts of a database URL, in every place where a driver looks for them: before the path,
 * and in the query where that names them. A part that is nowhere is put before the path, user and
 * password of a JDBC URL into the query.
 */
final class DatabaseUrlEdit {
  private static final String UNRESERVED = "-._~";

  /** What a path may hold as it is; many drivers do not decode the name in it. */
  private static final String PLAIN_IN_PATH = UNRESERVED + "!$&'()*+,;=:/";

  private static final String SET = "set the whole URL by 'set'";

  private final DatabaseUrl url;
  private final DatabaseParts parts;

  DatabaseUrlEdit(DatabaseUrl url, DatabaseParts parts) {
    this.url = url;
    this.parts = parts;
  }

  /**
   * The edited URL.
   *
   * @throws Unclear if a part has no clear place, or cannot be written for every driver
   */
  DatabaseUrl edited() {
    if (url.hasSeveralHosts() && (parts.host().isPresent() || parts.port().isPresent())) {
      throw new Unclear("it names several hosts", SET);
    }
    if (parts.host().isPresent() && url.parameter("hostaddr").isPresent()) {
      throw new Unclear("'hostaddr' gives its host, too", SET);
    }
    boolean account = !accountInQuery();
    boolean toQuery = portToQuery();
    Optional<String> port = parts.port().map(String::valueOf);
    return new DatabaseUrl(
        url.kind(),
        isOpaque() && (parts.host().isPresent() || port.isPresent()) ? "//" : url.slashes(),
        account ? user() : url.user(),
        account ? password() : url.password(),
        host(),
        toQuery ? url.port() : part(port, "port", url.port(), url.host()),
        name(),
        query(toQuery));
  }

  private boolean isOpaque() {
    return url.kind() == Kind.POSTGRES_JDBC && url.slashes().isEmpty();
  }

  /** Whether user and password stand in the query alone. */
  private boolean accountInQuery() {
    return url.kind().isJdbc() && url.user().isEmpty();
  }

  /** A port without a host before it is no URL for all drivers. */
  private boolean portToQuery() {
    boolean alone =
        parts.port().isPresent()
            && url.host().isEmpty()
            && url.port().isEmpty()
            && !isOpaque()
            && (parts.host().isEmpty() || isInQuery("host"));
    if (alone && !isInQuery("host")) {
      throw new Unclear("it has no host for a port", "give the host, too");
    }
    return alone;
  }

  private boolean isInQuery(String parameter) {
    return !url.kind().isJdbc() && url.parameter(parameter).isPresent();
  }

  private Optional<String> user() {
    Optional<String> user =
        part(parts.user(), "user", url.user().filter(text -> !text.isEmpty()), url.host());
    boolean needed = parts.password().isPresent() && !isInQuery("password");
    return user.isEmpty() && needed ? Optional.of("") : user.or(url::user);
  }

  private Optional<String> password() {
    return part(
        parts.password().map(Secret::reveal),
        "password",
        url.password(),
        url.user().orElse(url.host()));
  }

  private String host() {
    if (parts.host().isEmpty()) {
      boolean local = isOpaque() && parts.port().isPresent();
      return local ? "localhost" : url.host();
    }
    boolean elsewhere = url.host().isEmpty() && isInQuery("host");
    String host = parts.host().get();
    return elsewhere ? "" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  private Optional<String> name() {
    boolean elsewhere =
        url.name().filter(text -> !text.isEmpty()).isEmpty()
            && isInQuery(url.kind().nameParameter());
    if (parts.name().isEmpty() || elsewhere) {
      return url.name();
    }
    if (url.name().isEmpty()) {
      checkKnown(url.host() + url.port().orElse(""));
    }
    return Optional.of(writtenName(parts.name().get()));
  }

  private String writtenName(String name) {
    if (url.kind().isJdbc()) {
      return encoded(name);
    }
    if (name.matches("(?s).*[?#@].*|(?:.*/)?\\.{1,2}(?:/.*)?")) {
      throw new Unclear("drivers disagree about '?', '#', '@' and dots in a database's name", SET);
    }
    return percentEncoded(name, c -> PLAIN_IN_PATH.indexOf(c) >= 0);
  }

  /** A part before the path: replaced, or added where the query does not give it. */
  private Optional<String> part(
      Optional<String> value, String parameter, Optional<String> old, String before) {
    if (value.isEmpty() || (old.isEmpty() && isInQuery(parameter))) {
      return old;
    }
    if (old.isEmpty()) {
      checkKnown(before);
    }
    return value.map(this::encoded);
  }

  private Optional<List<String>> query(boolean withPort) {
    List<String> query = new ArrayList<>(url.query().orElse(List.of()));
    if (!url.kind().isJdbc()) {
      replace(query, "host", parts.host());
      replace(query, "port", parts.port().map(String::valueOf));
      replace(query, url.kind().nameParameter(), parts.name());
    }
    replace(query, "user", parts.user());
    replace(query, "password", parts.password().map(Secret::reveal));
    if (withPort) {
      addMissing(query, "port", parts.port().map(String::valueOf));
    }
    if (accountInQuery()) {
      addMissing(query, "user", parts.user());
      addMissing(query, "password", parts.password().map(Secret::reveal));
    }
    return query.isEmpty() ? url.query() : Optional.of(query);
  }

  private void replace(List<String> query, String parameter, Optional<String> value) {
    value.ifPresent(
        text ->
            query.replaceAll(
                pair -> pair.startsWith(parameter + "=") ? parameter + "=" + encoded(text) : pair));
  }

  private void addMissing(List<String> query, String parameter, Optional<String> value) {
    if (value.isPresent() && url.parameter(parameter).isEmpty()) {
      checkKnown(url.name().orElse(url.host()) + String.join("", query));
      query.remove("");
      query.add(parameter + "=" + encoded(value.get()));
    }
  }

  /** Where a variable stands that may give a part already, none is added. */
  private static void checkKnown(String written) {
    if (written.codePoints().anyMatch(TemplateEdit::isReference)) {
      throw new Unclear("a variable may give the part that is to be added", SET);
    }
  }

  /** MariaDB's JDBC driver does not decode what stands in the query. */
  private String encoded(String text) {
    if (url.kind() == Kind.MARIADB_JDBC) {
      if (!text.matches("[A-Za-z0-9._~!$*,:;-]*")) {
        throw new Unclear("its driver decodes no escapes, and the part needs some", SET);
      }
      return text;
    }
    return percentEncoded(text, c -> false);
  }

  private static String percentEncoded(String text, IntPredicate plain) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xFF;
      boolean unreserved = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      if (unreserved || plain.test(c)) {
        encoded.append((char) c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", c));
      }
    }
    return encoded.toString();
  }
}
