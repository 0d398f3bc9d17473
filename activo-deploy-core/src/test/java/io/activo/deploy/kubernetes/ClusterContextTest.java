package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a plan reads of a kubeconfig; how files are found and merged is the connection's test. */
class ClusterContextTest {

  @Test
  void tellsWhatTheCurrentContextMeans() {
    assertEquals(
        new ClusterContext(
            "staging",
            "c",
            "https://staging:6443",
            "u",
            Optional.empty(),
            Optional.of("web"),
            false),
        read("namespace: web", Optional.empty()));
    assertEquals(
        "context staging (https://staging:6443, user u, namespace web)",
        read("namespace: web", Optional.empty()).describe());
  }

  @Test
  void aContextMayNameNoNamespace() {
    assertEquals(Optional.empty(), read("", Optional.of("staging")).namespace());
  }

  @Test
  void tellsOfAnotherUserAndOfAServerThatIsNotVerified() {
    String text =
        """
        current-context: a
        clusters: [{name: c, cluster: {server: 'https://c', insecure-skip-tls-verify: true}}]
        contexts: [{name: a, context: {cluster: c, user: u}}]
        users: [{name: u, user: {token: t, as: boss}}]
        """;
    ClusterContext context =
        ClusterContext.read(
            new ClusterAccess.Context(Optional.empty(), Optional.of(Secret.of(text))), Map.of());
    assertEquals("context a (https://c, user u acting as boss)", context.describe());
    assertEquals(
        "context a does not verify that its server is the one meant; give"
            + " certificate-authority-data in place of insecure-skip-tls-verify",
        context.warnings().get(0).toString());
  }

  @Test
  void refusesAnUnknownContextWithTheNearest() {
    DeployException e = assertThrows(DeployException.class, () -> read("", Optional.of("stagign")));
    assertEquals(
        "the kubeconfig has no context 'stagign'; did you mean 'staging'?", e.getMessage());
  }

  private static ClusterContext read(String namespace, Optional<String> context) {
    String text =
        """
        apiVersion: v1
        kind: Config
        current-context: staging
        clusters:
        - name: c
          cluster: {server: 'https://staging:6443'}
        contexts:
        - name: staging
          context:
            cluster: c
            user: u
            %s
        users:
        - name: u
          user: {token: t}
        """
            .formatted(namespace);
    return ClusterContext.read(
        new ClusterAccess.Context(context, Optional.of(Secret.of(text))), Map.of());
  }
}
