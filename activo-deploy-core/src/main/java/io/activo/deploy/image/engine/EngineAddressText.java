package io.activo.deploy.image.engine;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an address as it is written in {@code DOCKER_HOST} (docker CLI 28, {@code opts.ParseHost}):
 * {@code unix://PATH}, {@code tcp://HOST[:PORT]} or no scheme at all, {@code http://} and {@code
 * https://} for it, {@code npipe:////./pipe/NAME}. The port is 2375, with TLS 2376.
 */
final class EngineAddressText {
  private static final int PLAIN_PORT = 2375;
  private static final int TLS_PORT = 2376;
  private static final String FORMS =
      "write unix:///PATH, tcp://HOST:PORT or, on Windows, npipe:////./pipe/NAME";
  private static final Pattern SCHEME = Pattern.compile("([a-z]+)://(.*)");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]*)(?::([0-9]{1,5}))?/?");

  private EngineAddressText() {}

  /**
   * @param source who names it
   * @param tls how to speak TLS, if that is asked for
   * @throws DeployException if the text is none, or of a kind that is not reached
   */
  static EngineAddress of(String source, String text, Optional<TlsFiles> tls) {
    Matcher matcher = SCHEME.matcher(text);
    boolean schemed = matcher.matches();
    String scheme = schemed ? matcher.group(1) : "tcp";
    String rest = schemed ? matcher.group(2) : text;
    if (scheme.equals("unix") && rest.startsWith("/")) {
      return new EngineAddress.Unix(Path.of(rest));
    }
    if (scheme.equals("npipe") && rest.startsWith("//./pipe/")) {
      return new EngineAddress.Pipe(rest.replace('/', '\\'));
    }
    if (scheme.equals("ssh")) {
      throw refused(
          source + " is '" + text + "', and an engine is not reached by ssh",
          "forward its socket, 'ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock HOST', and set"
              + " DOCKER_HOST=unix:///tmp/docker.sock");
    }
    Matcher port = HOST_AND_PORT.matcher(rest);
    boolean reached = scheme.equals("tcp") || scheme.equals("http") || scheme.equals("https");
    if (!reached || rest.isEmpty() || !port.matches()) {
      throw refused(source + " is '" + text + "', which is no address of an engine", FORMS);
    }
    if (scheme.equals("https") && tls.isEmpty()) {
      throw refused(
          source + " is '" + text + "', and no certificates are named for it",
          "set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH");
    }
    return port(port, tls);
  }

  private static EngineAddress port(Matcher hostAndPort, Optional<TlsFiles> tls) {
    String host = hostAndPort.group(1).isEmpty() ? "localhost" : hostAndPort.group(1);
    int usual = tls.isPresent() ? TLS_PORT : PLAIN_PORT;
    int port = Optional.ofNullable(hostAndPort.group(2)).map(Integer::parseInt).orElse(usual);
    EngineAddress.Tcp plain = new EngineAddress.Tcp(host, port);
    return tls.<EngineAddress>map(files -> new EngineAddress.Tls(plain, files)).orElse(plain);
  }

  private static DeployException refused(String what, String fix) {
    return new DeployException(Problem.of(what, fix));
  }
}
