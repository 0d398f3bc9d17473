package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Why no answer came, and the mend. */
final class Unreachable {
  private static final String PROXY_FIX =
      "check the proxy's address and login, or add the server's host to NO_PROXY";

  private Unreachable() {}

  /** Whether the next attempt may reach the server. */
  static boolean passing(IOException reason) {
    IOException met = reason instanceof ProxyFailure failure ? failure.reason() : reason;
    return !(met instanceof UnknownHostException || aboutTrust(met) || proxyRefuses(reason));
  }

  static Problem problem(IOException reason, String server, int attempts) {
    String tried = attempts > 1 ? " (" + attempts + " attempts)" : "";
    Problem problem =
        reason instanceof ProxyFailure failure
            ? byProxy(failure, Place.of(server))
            : explained(reason, Place.of(server));
    return new Problem(problem.what() + tried, problem.where(), problem.fix(), List.of());
  }

  /**
   * Behind a proxy it is the proxy that is not found or refuses, but the server's TLS is its own.
   */
  private static Problem byProxy(ProxyFailure failure, Place server) {
    IOException reason = failure.reason();
    String by = " (by the " + failure.proxy() + ")";
    if (reason instanceof UnknownHostException || reason instanceof ConnectException) {
      String what = explained(reason, server).what().replace("the server", "the proxy");
      return Problem.of(what + by, server, PROXY_FIX);
    }
    if (proxyRefuses(failure)) {
      return Problem.of(
          "the proxy refuses to connect: " + reason.getMessage() + by, server, PROXY_FIX);
    }
    Problem problem = explained(reason, server);
    return Problem.of(problem.what() + by, server, problem.fix());
  }

  /** OkHttp 5.4 tells an answer to CONNECT that is no success by text alone. */
  private static boolean proxyRefuses(IOException reason) {
    String said = String.valueOf(reason.getMessage());
    return reason instanceof ProxyFailure
        && (said.contains("response code for CONNECT: 4")
            || said.contains("Failed to authenticate with proxy"));
  }

  private static Problem explained(IOException reason, Place server) {
    if (reason instanceof UnknownHostException) {
      return Problem.of(
          "the server's name is not known", server, "check the address, the network or the VPN");
    }
    if (reason instanceof SSLException) {
      return trust(reason, server);
    }
    if (reason instanceof SocketTimeoutException) {
      return Problem.of(
          "the server did not answer in time", server, "check the network, VPN and firewall");
    }
    if (reason instanceof NoRouteToHostException) {
      return Problem.of("there is no route to the server", server, "check the network or the VPN");
    }
    if (reason instanceof ConnectException) {
      return Problem.of(
          "the server refused the connection",
          server,
          "check that the cluster runs and that the address and port are right");
    }
    String said = Optional.ofNullable(reason.getMessage()).orElse(reason.getClass().getName());
    return Problem.of("the connection broke: " + said, server, "try again; check the network");
  }

  private static Problem trust(IOException reason, Place server) {
    if (reason instanceof SSLPeerUnverifiedException) {
      return Problem.of(
          "the server's certificate is for another name",
          server,
          "use an address that the certificate names, or set tls-server-name in the kubeconfig");
    }
    if (has(reason, CertificateExpiredException.class)) {
      return Problem.of("the server's certificate has expired", server, "have it renewed");
    }
    if (has(reason, CertificateNotYetValidException.class)) {
      return Problem.of(
          "the server's certificate is not valid yet", server, "check this machine's clock");
    }
    if (has(reason, java.security.cert.CertPathBuilderException.class)) {
      return Problem.of(
          "the server's certificate is not signed by the authority given",
          server,
          "give this cluster's authority (certificate-authority-data)");
    }
    return Problem.of(
        "no TLS connection: " + reason.getMessage(),
        server,
        "check that the address is an API server's, and that the client certificate is valid");
  }

  /** A certificate that is wrong stays so; other TLS failures may be a server that goes down. */
  private static boolean aboutTrust(IOException reason) {
    return reason instanceof SSLPeerUnverifiedException
        || has(reason, java.security.GeneralSecurityException.class);
  }

  private static boolean has(Throwable reason, Class<? extends Throwable> type) {
    return Stream.<@Nullable Throwable>iterate(reason, Unreachable::given, Unreachable::cause)
        .anyMatch(type::isInstance);
  }

  private static boolean given(@Nullable Throwable reason) {
    return reason != null;
  }

  private static @Nullable Throwable cause(@Nullable Throwable reason) {
    return reason == null ? null : reason.getCause();
  }
}
