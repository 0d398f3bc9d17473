package io.activo.deploy.envfile;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds host names and addresses in values. */
public final class Hosts {
  private static final Pattern AUTHORITY =
      Pattern.compile("[A-Za-z0-9+.-]://((?:(?![,;][A-Za-z0-9+.-]*://)[^\\s/?#\"'`\\\\])*)");
  private static final Pattern PARAMETER =
      Pattern.compile("[?&](?:host|hostaddr|server|servername)=([^&#\\s\"']*)");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,;|\"'`()<>{}=]+");
  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9_.-]+)(?::([0-9]{1,5}))?");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
  private static final Pattern HOST_KEY =
      Pattern.compile("(?i).*(?:HOST|DOMAIN|ENDPOINT|SERVER|HOSTS|DOMAINS|ENDPOINTS|SERVERS)");

  private Hosts() {}

  /**
   * The hosts in a value, in lower case: those of its URLs, also of several hosts in one, of {@code
   * host:port} pairs, and IP addresses. A name alone is none: it may be a module or a file.
   */
  public static SortedSet<String> in(String value) {
    SortedSet<String> hosts = new TreeSet<>();
    AUTHORITY.matcher(value).results().forEach(found -> addAll(found.group(1), hosts));
    PARAMETER.matcher(value).results().forEach(found -> addAll(found.group(1), hosts));
    for (String part : SEPARATOR.split(value, -1)) {
      Matcher server = SERVER.matcher(part);
      if (server.matches() && (server.group(2) != null || isAddress(server.group(1)))) {
        add(server.group(1), hosts);
      }
    }
    return hosts;
  }

  /**
   * As {@link #in(String)}, and the names that stand alone where the key says that they are hosts:
   * {@code DB_HOST}, {@code ALLOWED_HOSTS}, {@code MAIL_SERVER}.
   */
  public static SortedSet<String> in(String key, String value) {
    SortedSet<String> hosts = in(value);
    if (HOST_KEY.matcher(key).matches()) {
      for (String part : SEPARATOR.split(value, -1)) {
        if (SERVER.matcher(part).matches()) {
          addAll(part, hosts);
        }
      }
    }
    return hosts;
  }

  /** The hosts of the URLs in a text as they stand there, without a dot at their end. */
  static Stream<String> ofUrls(String text) {
    return AUTHORITY
        .matcher(text)
        .results()
        .flatMap(found -> servers(found.group(1)))
        .map(host -> host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
  }

  private static void addAll(String authority, Collection<String> hosts) {
    servers(authority).forEach(host -> add(host, hosts));
  }

  private static Stream<String> servers(String authority) {
    return Arrays.stream(authority.split(",", -1))
        .map(server -> SERVER.matcher(server.substring(server.lastIndexOf('@') + 1)))
        .filter(Matcher::matches)
        .map(parts -> parts.group(1));
  }

  private static void add(String host, Collection<String> hosts) {
    String name = host.replaceAll("^\\[|\\]$|\\.$", "").toLowerCase(Locale.ROOT);
    if (name.indexOf(':') >= 0 || isAddress(name) || name.chars().anyMatch(Character::isLetter)) {
      hosts.add(name);
    }
  }

  private static boolean isAddress(String host) {
    return ADDRESS.matcher(host).matches();
  }
}
