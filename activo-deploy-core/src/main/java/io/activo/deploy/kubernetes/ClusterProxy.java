package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import okhttp3.HttpUrl;

/**
 * A proxy by which a cluster is reached.
 *
 * @param scheme how one speaks with the proxy itself
 * @param login the {@code Proxy-Authorization} that it wants
 * @param source who names it: {@code proxy-url of the kubeconfig}, {@code HTTPS_PROXY}
 */
record ClusterProxy(Scheme scheme, String host, int port, Optional<Secret> login, String source) {

  /** How one speaks with a proxy, and on which port where none is written. */
  enum Scheme {
    HTTP(80),
    HTTPS(443),
    SOCKS5(1080);

    private final int port;

    Scheme(int port) {
      this.port = port;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern URL =
      Pattern.compile("(?i)(?<scheme>https?|socks5h?)://(?<rest>[^/?#]+)/?");
  private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");

  /**
   * The proxy for a cluster: that of its entry in the kubeconfig, whatever the server's name,
   * otherwise the one that the environment names for the server, as Go's {@code net/http} reads it.
   *
   * @param named the cluster's {@code proxy-url}, empty where it has none
   * @param server the cluster's address
   * @throws DeployException if the proxy's address cannot be used
   */
  static Optional<ClusterProxy> of(
      String named, String server, Map<String, String> environment, Place where) {
    if (!named.isEmpty()) {
      return Optional.of(parse(named, "'proxy-url' of the kubeconfig", where));
    }
    HttpUrl url = HttpUrl.parse(server);
    if (url == null || new NoProxy(value(environment, "NO_PROXY")).covers(url.host(), url.port())) {
      return Optional.empty();
    }
    String variable = url.isHttps() ? "HTTPS_PROXY" : "HTTP_PROXY";
    String proxy = value(environment, variable);
    return proxy.isEmpty()
        ? Optional.empty()
        : Optional.of(parse(proxy.contains("://") ? proxy : "http://" + proxy, variable, where));
  }

  /** Upper case before lower case, as Go does. */
  private static String value(Map<String, String> environment, String variable) {
    String upper = environment.getOrDefault(variable, "");
    return upper.isEmpty()
        ? environment.getOrDefault(variable.toLowerCase(Locale.ROOT), "")
        : upper;
  }

  /** The address itself is not told where it is wrong, as it may have a password. */
  private static ClusterProxy parse(String text, String source, Place where) {
    Matcher parts = URL.matcher(text.strip());
    HttpUrl url = parts.matches() ? HttpUrl.parse("http://" + parts.group("rest")) : null;
    if (url == null) {
      throw new DeployException(
          Problem.of(
              source + " is no address of a proxy",
              where,
              "write it as http://host:port, https://host:port or socks5://host:port"));
    }
    Scheme scheme = scheme(parts.group("scheme").toLowerCase(Locale.ROOT));
    boolean hasLogin = !url.username().isEmpty() || !url.password().isEmpty();
    if (hasLogin && scheme == Scheme.SOCKS5) {
      throw new DeployException(
          Problem.of(
              "a SOCKS proxy with a password is not supported (" + source + ")",
              where,
              "use an http:// or https:// proxy, or a SOCKS proxy without a password"));
    }
    Optional<Secret> login =
        hasLogin
            ? Optional.of(Secret.of(Credentials.basic(url.username(), url.password())))
            : Optional.empty();
    int port = port(parts.group("rest")).orElse(scheme.port);
    return new ClusterProxy(scheme, url.host(), port, login, source);
  }

  private static Scheme scheme(String name) {
    return switch (name) {
      case "http" -> Scheme.HTTP;
      case "https" -> Scheme.HTTPS;
      default -> Scheme.SOCKS5;
    };
  }

  private static OptionalInt port(String authority) {
    Matcher port = PORT.matcher(authority);
    return port.find() ? OptionalInt.of(Integer.parseInt(port.group(1))) : OptionalInt.empty();
  }

  /** The proxy as Java knows it; its name is looked up when it is used. */
  Proxy proxy() {
    Proxy.Type type = scheme == Scheme.SOCKS5 ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
    return new Proxy(type, InetSocketAddress.createUnresolved(host, port));
  }

  /** Where it is and who says so, without its password. */
  @Override
  public String toString() {
    return "proxy " + scheme.text() + "://" + host + ":" + port + " from " + source;
  }
}
