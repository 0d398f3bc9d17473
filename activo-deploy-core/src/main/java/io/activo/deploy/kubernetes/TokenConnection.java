package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import io.kubernetes.client.util.credentials.TokenFileAuthentication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Connections by address and bearer token. */
final class TokenConnection {
  private TokenConnection() {}

  static ClusterConnection of(ClusterAccess.Server access) {
    Optional<byte[]> authority = access.authority().map(TokenConnection::pem);
    return new ClusterConnection(
        access.server(),
        "",
        "",
        () -> {
          ClientBuilder client = new ClientBuilder();
          authority.ifPresent(client::setCertificateAuthority);
          String token = access.token().reveal().strip();
          return client.setAuthentication(new AccessTokenAuthentication(token));
        },
        false);
  }

  /**
   * From a pod: the address is in the environment, authority and token are mounted files
   * (Kubernetes documentation, "Accessing the Kubernetes API from a Pod"). The token's file is read
   * again every minute, as the kubelet renews it.
   */
  static ClusterConnection inCluster(Map<String, String> environment) {
    String host = environment.getOrDefault(Config.ENV_SERVICE_HOST, "");
    String port = environment.getOrDefault(Config.ENV_SERVICE_PORT, "443");
    if (host.isEmpty() || !Files.exists(Path.of(Config.SERVICEACCOUNT_TOKEN_PATH))) {
      throw new DeployException(
          Problem.of(
              "this is no pod of a cluster that has a service account",
              "name a context, or give 'server' and 'token'"));
    }
    String address = host.contains(":") ? "[" + host + "]" : host;
    return new ClusterConnection(
        "https://" + address + ":" + port,
        "in-cluster",
        "",
        () ->
            new ClientBuilder()
                .setCertificateAuthority(Files.readAllBytes(Path.of(Config.SERVICEACCOUNT_CA_PATH)))
                .setAuthentication(new TokenFileAuthentication(Config.SERVICEACCOUNT_TOKEN_PATH)),
        true);
  }

  private static byte[] pem(String authority) {
    if (authority.contains("-----BEGIN ")) {
      return authority.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getMimeDecoder().decode(authority.strip());
    } catch (IllegalArgumentException e) {
      throw new DeployException(
          Problem.of("the cluster's authority is neither PEM nor base64", "give its PEM text"), e);
    }
  }
}
