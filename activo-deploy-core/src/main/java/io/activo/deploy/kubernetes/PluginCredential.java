package io.activo.deploy.kubernetes;

import io.activo.deploy.secret.Secret;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import io.kubernetes.client.util.credentials.ClientCertificateAuthentication;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a credential plugin gave: a token, a client certificate with its key, or both.
 *
 * @param renewAt when a newer one is to be had; empty where it does not end
 */
record PluginCredential(
    Optional<Secret> token, Optional<Certificate> certificate, Optional<Instant> renewAt) {

  private static final Duration AHEAD = Duration.ofSeconds(10);

  /** A client certificate and its key, both PEM. */
  record Certificate(Secret chain, Secret key) {}

  /**
   * When to renew what was obtained now: ten seconds before it ends, but a credential that lives
   * shorter than twice that is used for half of its time.
   */
  static Instant renewal(Instant obtained, Instant ends) {
    Instant half = obtained.plus(Duration.between(obtained, ends).dividedBy(2));
    Instant ahead = ends.minus(AHEAD);
    return half.isAfter(ahead) ? half : ahead;
  }

  boolean ended(Instant now) {
    return renewAt.filter(instant -> !now.isBefore(instant)).isPresent();
  }

  /** Gives a client what it needs to send it. */
  void provide(ApiClient client) {
    token.ifPresent(text -> new AccessTokenAuthentication(text.reveal()).provide(client));
    certificate.ifPresent(
        pair ->
            new ClientCertificateAuthentication(bytes(pair.chain()), bytes(pair.key()))
                .provide(client));
  }

  private static byte[] bytes(Secret pem) {
    return pem.reveal().getBytes(StandardCharsets.UTF_8);
  }
}
