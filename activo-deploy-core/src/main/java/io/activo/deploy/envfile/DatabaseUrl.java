package io.activo.deploy.envfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a database behind its scheme, in pieces that give it again to the byte. Only what
 * libpq 15, pgjdbc, pg-connection-string and MySQL's drivers read alike is read.
 *
 * @param slashes what stands before the authority: {@code //} behind {@code jdbc:…:}, else nothing
 * @param user as it is written, as all that follows; absent where no {@code @} stands
 * @param password behind the colon
 * @param host one or several with their ports, separated by commas; may be empty
 * @param port of a single host; absent where no colon stands
 * @param name behind the slash, or alone behind {@code jdbc:postgresql:}; absent where no slash
 *     stands
 * @param query its parameters, absent where no question mark stands
 */
record DatabaseUrl(
    Kind kind,
    String slashes,
    Optional<String> user,
    Optional<String> password,
    String host,
    Optional<String> port,
    Optional<String> name,
    Optional<List<String>> query) {
  private static final Pattern HOST =
      Pattern.compile("(\\[[^\\[\\]]*\\]|[^:\\[\\]()]*)(?::([^:\\[\\]()]*))?");
  private static final Pattern ESCAPE = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

  /** Which drivers read it. */
  enum Kind {
    POSTGRES,
    MYSQL,
    POSTGRES_JDBC,
    MYSQL_JDBC,
    MARIADB_JDBC;

    static Kind of(String scheme) {
      String name = scheme.toLowerCase(Locale.ROOT);
      if (!name.startsWith("jdbc:")) {
        return name.startsWith("postgres") ? POSTGRES : MYSQL;
      }
      return name.endsWith("postgresql:")
          ? POSTGRES_JDBC
          : name.endsWith("mariadb:") ? MARIADB_JDBC : MYSQL_JDBC;
    }

    boolean isJdbc() {
      return this == POSTGRES_JDBC || this == MYSQL_JDBC || this == MARIADB_JDBC;
    }

    /** The query parameter that names the database where the path does not. */
    String nameParameter() {
      return this == POSTGRES ? "dbname" : "database";
    }
  }

  /** A URL that drivers read differently, or not at all; the reason shows nothing of it. */
  static final class Unclear extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String fix;

    Unclear(String why, String fix) {
      super(why);
      this.fix = fix;
    }

    String why() {
      return String.valueOf(getMessage());
    }

    String fix() {
      return fix;
    }
  }

  DatabaseUrl {
    query = query.map(List::copyOf);
  }

  /**
   * Reads a URL.
   *
   * @param scheme as it is written, with its colon and slashes
   * @param rest what follows
   * @throws Unclear if drivers do not agree about its parts
   */
  static DatabaseUrl parse(String scheme, String rest) {
    Kind kind = Kind.of(scheme);
    if (rest.indexOf('#') >= 0) {
      throw new Unclear("a '#' stands in it", "percent-encode it as %23");
    }
    int mark = rest.indexOf('?');
    Optional<List<String>> query =
        mark < 0 ? Optional.empty() : Optional.of(List.of(rest.substring(mark + 1).split("&", -1)));
    String before = mark < 0 ? rest : rest.substring(0, mark);
    if (kind == Kind.POSTGRES_JDBC && !before.startsWith("/")) {
      return new DatabaseUrl(
          kind,
          "",
          Optional.empty(),
          Optional.empty(),
          "",
          Optional.empty(),
          Optional.of(before),
          query);
    }
    String slashes = kind.isJdbc() ? "//" : "";
    if (!before.startsWith(slashes) || UrlAuthority.isUnclear(rest.substring(slashes.length()))) {
      throw new Unclear(
          "it is not clear where its host stands",
          "percent-encode the password: %2F, %3F, %23, %40; or write a plain URL by 'set'");
    }
    return parse(kind, slashes, before.substring(slashes.length()), query);
  }

  private static DatabaseUrl parse(
      Kind kind, String slashes, String before, Optional<List<String>> query) {
    int slash = before.indexOf('/');
    String authority = slash < 0 ? before : before.substring(0, slash);
    int at = authority.indexOf('@');
    if (authority.indexOf('@', at + 1) > at && at >= 0) {
      throw new Unclear("several '@' stand in it", "percent-encode those of the password as %40");
    }
    Optional<String> account = at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at));
    String server = authority.substring(at + 1);
    boolean several = server.indexOf(',') >= 0;
    Matcher host = HOST.matcher(server);
    if (!several && !host.matches()) {
      throw new Unclear("its host is no plain one", "write a plain URL by 'set'");
    }
    if (kind == Kind.POSTGRES_JDBC && account.isPresent()) {
      throw new Unclear(
          "pgjdbc takes no user and password before the host", "write them as ?user=…&password=…");
    }
    Optional<String> user = account.map(text -> text.split(":", 2)[0]);
    return new DatabaseUrl(
        kind,
        slashes,
        user,
        account.filter(text -> text.indexOf(':') >= 0).map(text -> text.split(":", 2)[1]),
        several ? server : host.group(1),
        several ? Optional.empty() : Optional.ofNullable(host.group(2)),
        slash < 0 ? Optional.empty() : Optional.of(before.substring(slash + 1)),
        query);
  }

  /** The URL behind its scheme. */
  String written() {
    StringBuilder text = new StringBuilder(slashes);
    user.ifPresent(text::append);
    password.ifPresent(any -> text.append(':').append(any));
    text.append(user.isPresent() ? "@" : "").append(host);
    port.ifPresent(any -> text.append(':').append(any));
    boolean opaque = kind == Kind.POSTGRES_JDBC && slashes.isEmpty();
    name.ifPresent(any -> text.append(opaque ? "" : "/").append(any));
    query.ifPresent(any -> text.append('?').append(String.join("&", any)));
    return text.toString();
  }

  /** Whether it names several hosts. */
  boolean hasSeveralHosts() {
    return host.indexOf(',') >= 0;
  }

  /** The value of a query parameter, as it is written; the last of several. */
  Optional<String> parameter(String parameter) {
    return query.orElse(List.of()).stream()
        .filter(pair -> pair.startsWith(parameter + "="))
        .map(pair -> pair.substring(parameter.length() + 1))
        .reduce((first, second) -> second);
  }

  /** The part that a driver reads, decoded; empty where it is absent or empty. */
  Optional<String> hostRead() {
    return fromQuery("host").or(() -> read(host.replaceAll("^\\[(.*)\\]$", "$1")));
  }

  Optional<String> portRead() {
    return fromQuery("port").or(() -> port.flatMap(this::read));
  }

  Optional<String> nameRead() {
    return fromQuery(kind.nameParameter()).or(() -> name.flatMap(this::read));
  }

  Optional<String> userRead() {
    return parameter("user").or(() -> user).flatMap(this::read);
  }

  Optional<String> passwordRead() {
    return parameter("password").or(() -> password).flatMap(this::read);
  }

  private Optional<String> fromQuery(String parameter) {
    return kind.isJdbc() ? Optional.empty() : parameter(parameter).flatMap(this::read);
  }

  private Optional<String> read(String written) {
    return Optional.of(decoded(written)).filter(text -> !text.isEmpty());
  }

  private String decoded(String written) {
    if (kind == Kind.MARIADB_JDBC) {
      return written;
    }
    return ESCAPE
        .matcher(kind.isJdbc() ? written.replace('+', ' ') : written)
        .replaceAll(found -> Matcher.quoteReplacement(bytes(found.group())));
  }

  private static String bytes(String escapes) {
    List<Byte> bytes = new ArrayList<>();
    for (int i = 0; i < escapes.length(); i += 3) {
      bytes.add((byte) Integer.parseInt(escapes.substring(i + 1, i + 3), 16));
    }
    byte[] array = new byte[bytes.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = bytes.get(i);
    }
    return new String(array, StandardCharsets.UTF_8);
  }

  /** Says nothing: it may hold a password. */
  @Override
  public String toString() {
    return "DatabaseUrl";
  }
}
