package io.activo.deploy.envfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.Corpus;
import io.activo.deploy.Corpus.NamedException;
import io.activo.deploy.envfile.DatabaseUrl.Kind;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * URLs as libpq, pgjdbc and pg-connection-string read them: we read the same, and after a part is
 * replaced read that part, and every other as before.
 */
class PostgresUrlCorpusTest {
  private static final Pattern URL = Pattern.compile("(jdbc:[a-z]+:|[A-Za-z]+://)(.*)");

  private record Replaced(String part, String value, DatabaseParts parts) {}

  private static final List<Replaced> REPLACED =
      List.of(
          new Replaced("host", "new.example", DatabaseParts.none().withHost("new.example")),
          new Replaced("port", "6000", DatabaseParts.none().withPort(6000)),
          new Replaced("dbname", "newdb", DatabaseParts.none().withName("newdb")),
          new Replaced("user", "new:us@r", DatabaseParts.none().withUser("new:us@r")),
          new Replaced(
              "password",
              "n@w/p?s #%&=+",
              DatabaseParts.none().withPassword(Secret.of("n@w/p?s #%&=+"))));

  private static final List<NamedException> EXCEPTIONS =
      List.of(
          new NamedException(
              "what libpq and pg-connection-string read differently is refused",
              row -> row.text("url").matches("[a-z]+://u:p[/?#@]ss@h/db")),
          new NamedException(
              "pgjdbc takes no user and password before the host: refused",
              row -> row.text("url").matches("jdbc:[^/]*//[^/]*@.*")),
          new NamedException(
              "text that is no URL of a database is left alone",
              row -> !row.text("url").matches("(?i)(jdbc:postgresql:|[a-z]+://).*")));

  @Test
  void readsAndReplacesThePartsThatDriversRead() throws Exception {
    new Corpus("urls/postgres-real.jsonl").judge(EXCEPTIONS, PostgresUrlCorpusTest::judge);
  }

  private static Optional<String> judge(LiveObject row) {
    String url = row.text("url");
    List<String> found = DatabaseUrls.URLS.in(url);
    if (!found.equals(List.of(url))) {
      assertEquals(url, apply(REPLACED.get(0), url));
      return Optional.of("no URL");
    }
    try {
      Map<String, String> ours = read(url);
      for (Map<String, String> driver : drivers(row)) {
        if (!driver.equals(ours)) {
          return Optional.of("read " + ours + " where a driver reads " + driver);
        }
      }
      return replacedWrongly(url, ours);
    } catch (DatabaseUrl.Unclear e) {
      return Optional.of(e.why());
    }
  }

  /** Every part is replaced, alone; what is refused is a host or port among several. */
  private static Optional<String> replacedWrongly(String url, Map<String, String> ours) {
    boolean several = ours.getOrDefault("host", "").contains(",");
    for (Replaced replacement : REPLACED) {
      String part = replacement.part();
      boolean ofServer = part.equals("host") || part.equals("port");
      boolean noHost = part.equals("port") && !ours.containsKey("host") && !url.startsWith("jdbc:");
      Map<String, String> expected = new TreeMap<>(ours);
      expected.put(part, replacement.value());
      boolean localhost = part.equals("port") && url.matches("jdbc:postgresql:[^/]*");
      if (localhost) {
        expected.put("host", "localhost");
      }
      try {
        String replaced = apply(replacement, url);
        assertEquals(replaced, apply(replacement, replaced));
        if (!read(replaced).equals(expected) || (several && ofServer) || noHost) {
          return Optional.of("replaced " + part + ": " + replaced);
        }
      } catch (DeployException e) {
        if (!(several && ofServer) && !noHost) {
          return Optional.of(part + ": " + e.getMessage());
        }
      }
    }
    return Optional.empty();
  }

  private static String apply(Replaced replacement, String url) {
    return new DatabaseUrls(replacement.parts()).apply("URL", url);
  }

  private static Map<String, String> read(String url) {
    Matcher parts = URL.matcher(url);
    assertEquals(true, parts.matches(), url);
    DatabaseUrl read = DatabaseUrl.parse(parts.group(1), parts.group(2));
    assertEquals(parts.group(2), read.written());
    Map<String, String> ours = new TreeMap<>();
    List<String> hosts = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    String usual = read.kind() == Kind.POSTGRES_JDBC ? "5432" : "";
    for (String host : read.hostRead().orElse("").split(",", -1)) {
      String[] pair = host.split(":", 2);
      boolean pairs = read.hasSeveralHosts();
      hosts.add(pairs ? pair[0] : host);
      ports.add(pairs && pair.length == 2 ? pair[1] : usual);
    }
    put(ours, "host", Optional.of(String.join(",", hosts)));
    put(
        ours,
        "port",
        read.hasSeveralHosts() ? Optional.of(String.join(",", ports)) : read.portRead());
    put(ours, "dbname", read.nameRead());
    put(ours, "user", read.userRead());
    put(ours, "password", read.passwordRead());
    return ours;
  }

  /** What each driver read that takes the URL for one of its own; defaults left out. */
  private static List<Map<String, String>> drivers(LiveObject row) {
    List<Map<String, String>> drivers = new ArrayList<>();
    boolean jdbc = row.text("url").startsWith("jdbc:");
    if (row.value("pgjdbc").isPresent()) {
      boolean named = row.text("url").startsWith("jdbc:postgresql://");
      Map<String, String> read = new TreeMap<>();
      put(read, "host", text(row, "pgjdbc", "PGHOST").filter(any -> named));
      put(read, "port", text(row, "pgjdbc", "PGPORT").filter(port -> !port.equals("5432")));
      put(read, "dbname", text(row, "pgjdbc", "PGDBNAME"));
      drivers.add(read);
    }
    if (!jdbc && text(row, "libpq", "error").isEmpty()) {
      drivers.add(read(row, "libpq", "dbname"));
    }
    if (!jdbc && text(row, "pg_connection_string", "error").isEmpty()) {
      drivers.add(read(row, "pg_connection_string", "database"));
    }
    return drivers;
  }

  private static Map<String, String> read(LiveObject row, String driver, String name) {
    Map<String, String> read = new TreeMap<>();
    Map<String, String> columns = new LinkedHashMap<>();
    List.of("host", "port", "user", "password").forEach(part -> columns.put(part, part));
    columns.put("dbname", name);
    columns.forEach((part, column) -> put(read, part, text(row, driver, column)));
    return read;
  }

  private static void put(Map<String, String> parts, String part, Optional<String> value) {
    value.filter(text -> !text.isEmpty()).ifPresent(text -> parts.put(part, text));
  }

  private static Optional<String> text(LiveObject row, String... path) {
    return row.value(path).map(Object::toString);
  }
}
