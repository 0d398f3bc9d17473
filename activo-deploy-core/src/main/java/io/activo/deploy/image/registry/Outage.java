package io.activo.deploy.image.registry;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why no whole answer came, and the mend. */
final class Outage {
  private Outage() {}

  /** Whether the next attempt may fare better with a server. */
  static boolean passing(IOException failure, boolean answeredBefore) {
    if (unknownHost(failure) || has(failure, GeneralSecurityException.class)) {
      return false;
    }
    return answeredBefore || !(unconnected(failure) || failure instanceof SSLException);
  }

  /**
   * The failure as it is told.
   *
   * @param server host and port
   */
  static DeployException of(IOException failure, String server, Place where, Redaction redaction) {
    Problem problem = redaction.mask(problem(failure, server, where));
    IOException cause = redaction.mask(failure);
    return unknownHost(failure) || unconnected(failure) || failure instanceof SSLException
        ? new Unreachable(problem, cause)
        : new DeployException(problem, cause);
  }

  private static Problem problem(IOException failure, String server, Place where) {
    if (failure instanceof WrongContent wrong) {
      return Problem.of(wrong.text(), where, "try again; if it stays so, the registry is damaged");
    }
    if (unknownHost(failure)) {
      return Problem.of(
          "the name of the registry " + server + " is not known",
          where,
          "check the image's name, the network or the VPN");
    }
    if (failure instanceof SSLException) {
      return Problem.of(
          "no TLS connection to " + server + ": " + failure.getMessage(),
          where,
          "check the registry's certificate; allow plain HTTP in the description if it has none");
    }
    if (unconnected(failure)) {
      return Problem.of(
          "the registry " + server + " cannot be reached",
          where,
          "check that it runs, its port, the network and the VPN");
    }
    String said =
        failure instanceof HttpTimeoutException
            ? "did not answer in time: "
            : "broke the connection off: ";
    String message =
        Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    return Problem.of(
        "the registry " + server + " " + said + message, where, "try again; check the network");
  }

  private static boolean unknownHost(IOException failure) {
    return failure instanceof UnknownHostException
        || has(failure, UnresolvedAddressException.class);
  }

  private static boolean unconnected(IOException failure) {
    return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return Stream.<@Nullable Throwable>iterate(failure, Outage::given, Outage::cause)
        .anyMatch(type::isInstance);
  }

  private static boolean given(@Nullable Throwable failure) {
    return failure != null;
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure == null ? null : failure.getCause();
  }
}
