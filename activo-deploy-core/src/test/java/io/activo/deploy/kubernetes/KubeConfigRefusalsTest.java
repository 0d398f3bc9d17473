package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a kubeconfig is refused before anything is asked of a cluster. */
class KubeConfigRefusalsTest {

  @Test
  void refusesWhatCannotWork() {
    Map<String, String> expected =
        Map.of(
            config().replace("current-context: a", ""),
            "the kubeconfig has no current context; name one of a, b",
            config().replace("current-context: a", "current-context: aa"),
            "the kubeconfig has no context 'aa'; did you mean 'a'?",
            config().replace("user: ann", "user: somebody"),
            "the kubeconfig has no user 'somebody'; it has ann, b",
            config().replace("server: http://a", "server: 'a:443'"),
            "'a:443' is no address of a cluster; write it as https://host or https://host:port",
            config().replace("token: t1", "token: t1, as-uid: '7'"),
            "context a: the kubeconfig has groups, uid or extra to act with, but no user to act as;"
                + " add 'as' to the user, or remove as-uid, as-groups and as-user-extra",
            config().replace("server: http://a", "server: http://a, proxy-url: ftp://p"),
            "context a: 'proxy-url' of the kubeconfig is no address of a proxy; write it as"
                + " http://host:port, https://host:port or socks5://host:port",
            config().replace("token: t1", "auth-provider: {name: gcp}"),
            "context a: auth-provider 'gcp' is not supported in a kubeconfig; use its credential"
                + " plugin (exec)",
            "a text: only\n",
            "the kubeconfig has no current context; it has no context at all");
    expected.forEach(
        (config, text) ->
            assertEquals(
                text,
                assertThrows(DeployException.class, () -> connection(Optional.empty(), config))
                    .getMessage()));
  }

  @Test
  void refusesWhatClientGoRefuses() {
    Map<String, String> expected =
        Map.of(
            config().replace("name: b, user", "name: ann, user"),
            "kubeconfig has two users named 'ann'; remove or rename one",
            config().replace("token: t1", "client-key-data: x"),
            "context a: the user's client certificate or its key is missing; a user has both"
                + " client-certificate and client-key, or neither",
            config()
                .replace(
                    "server: http://a",
                    "server: http://a, insecure-skip-tls-verify: true, certificate-authority: x"),
            "context a: the cluster has an authority, and insecure-skip-tls-verify as well; remove"
                + " insecure-skip-tls-verify, so that the server is verified");
    expected.forEach(
        (config, text) ->
            assertEquals(
                text,
                assertThrows(DeployException.class, () -> connection(Optional.empty(), config))
                    .getMessage()));
  }

  @Test
  void showsNoSecretOfAKubeconfigAsText() {
    ClusterAccess.Context access = given(Optional.empty(), config());
    assertEquals("context a, user ann", ContextConnection.choose(access, Map.of()).toString());
    assertEquals(
        "kubeconfig of contexts a, b",
        KubeConfigEntries.of(access.kubeconfig(), Map.of()).toString());
  }

  private static String config() {
    return """
        current-context: a
        clusters: [{name: a, cluster: {server: http://a}}, {name: b, cluster: {server: http://b}}]
        users: [{name: ann, user: {token: t1}}, {name: b, user: {token: t2}}]
        contexts:
        - {name: a, context: {cluster: a, user: ann}}
        - {name: b, context: {cluster: b, user: b}}
        """;
  }

  private static ClusterAccess.Context given(Optional<String> context, String kubeconfig) {
    return new ClusterAccess.Context(context, Optional.of(Secret.of(kubeconfig)));
  }

  private static String connection(Optional<String> context, String kubeconfig) {
    return ClusterConnection.of(given(context, kubeconfig), Map.of()).server();
  }
}
