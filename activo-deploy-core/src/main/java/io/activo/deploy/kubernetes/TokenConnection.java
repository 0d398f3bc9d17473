package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
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
import okhttp3.Headers;

/** Connections by address and bearer token. */
final class TokenConnection {
  private TokenConnection() {}

  static ClusterConnection of(ClusterAccess.Server access, Map<String, String> environment) {
    Optional<byte[]> authority = access.authority().map(TokenConnection::pem);
    ClientTransport transport = transport(access.server(), environment);
    return new ClusterConnection(
        access.server(),
        "",
        "",
        () -> {
          ClientBuilder client = transport.with(new ClientBuilder());
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
    return inCluster(environment, Path.of(Config.SERVICEACCOUNT_ROOT));
  }

  /** From a pod whose service account's files are in a folder. */
  static ClusterConnection inCluster(Map<String, String> environment, Path folder) {
    Path token = folder.resolve("token");
    String host = environment.getOrDefault(Config.ENV_SERVICE_HOST, "");
    String port = environment.getOrDefault(Config.ENV_SERVICE_PORT, "443");
    if (host.isEmpty() || !Files.exists(token)) {
      throw new DeployException(
          Problem.of(
              "this is no pod of a cluster that has a service account",
              "name a context, or give 'server' and 'token'"));
    }
    String server = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    ClientTransport transport = transport(server, environment);
    return new ClusterConnection(
        server,
        "in-cluster",
        "",
        () ->
            transport
                .with(new ClientBuilder())
                .setCertificateAuthority(Files.readAllBytes(folder.resolve("ca.crt")))
                .setAuthentication(new TokenFileAuthentication(token.toString())),
        true);
  }

  private static ClientTransport transport(String server, Map<String, String> environment) {
    return new ClientTransport(
        ClusterProxy.of("", server, environment, Place.of(server)), Headers.of());
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
