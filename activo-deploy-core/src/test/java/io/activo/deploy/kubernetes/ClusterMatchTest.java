package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterMatchTest {
  private static final ClusterContext FOUND =
      new ClusterContext(
          "prod",
          "c",
          "https://k8s.example:443/",
          "ci",
          Optional.empty(),
          Optional.of("web"),
          false);
  private static final String HAS =
      "', but the kubeconfig has context prod (https://k8s.example:443/, user ci, namespace web)";

  @Test
  void acceptsWhatIsNamedAndFound() {
    assertEquals(List.of(), problems("prod", "https://K8S.example", "web"));
    assertEquals(List.of(), problems("prod", "", ""));
    assertEquals(List.of(), problems("", "https://k8s.example/", ""));
  }

  @Test
  void refusesWhatNamesNoCluster() {
    assertEquals(
        List.of("a protected environment names neither the context nor the server of its cluster"),
        problems("", "", "web"));
  }

  @Test
  void tellsAllThatDiffers() {
    assertEquals(
        List.of(
            "the environment is protected and its context is 'staging" + HAS,
            "the environment is protected and its server is 'https://other" + HAS,
            "the environment is protected and its namespace is 'shop" + HAS),
        problems("staging", "https://other", "shop"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://k8s.example", "https://k8s.example:6443", "https://k8s.example/c-1", "x"})
  void takesAnotherAddressForAnotherServer(String server) {
    assertEquals(1, problems("prod", server, "web").size());
  }

  @Test
  void aContextWithoutNamespaceAgreesWithAny() {
    ClusterContext silent =
        new ClusterContext(
            "prod", "c", "https://a", "ci", Optional.empty(), Optional.empty(), false);
    assertEquals(List.of(), new ClusterMatch(named("prod", "", "shop"), silent).problems());
  }

  @Test
  void refusesAServerThatIsNotVerified() {
    ClusterContext unverified =
        new ClusterContext(
            "prod", "c", "https://a", "ci", Optional.empty(), Optional.empty(), true);
    Problem problem = new ClusterMatch(named("prod", "", ""), unverified).problems().get(0);
    assertEquals(
        "activo.yml:3:1: context prod does not verify that its server is the one meant; give"
            + " certificate-authority-data in place of insecure-skip-tls-verify",
        problem.toString());
  }

  private static List<String> problems(String context, String server, String namespace) {
    return new ClusterMatch(named(context, server, namespace), FOUND)
        .problems().stream().map(Problem::what).toList();
  }

  private static ClusterMatch.Named named(String context, String server, String namespace) {
    return new ClusterMatch.Named(
        some(context), some(server), some(namespace), Place.in("activo.yml", 3, 1));
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }
}
