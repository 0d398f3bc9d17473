package io.activo.deploy.kubernetes;

import io.activo.deploy.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who we are to a cluster: what it answers to a {@code SelfSubjectReview}, with impersonation
 * already counted in.
 *
 * @param user for example {@code system:serviceaccount:ci:deployer}
 * @param groups those that it belongs to
 */
public record Identity(String user, List<String> groups) {
  public Identity {
    groups = List.copyOf(groups);
  }

  /** Asks once; empty where the cluster does not know the question (before 1.28) or forbids it. */
  static Optional<Identity> ask(ApiRequests requests) {
    String apiVersion = "authentication.k8s.io/v1";
    return requests
        .once(
            ApiRequest.review(
                List.of("apis", "authentication.k8s.io", "v1", "selfsubjectreviews"),
                Json.print(Map.of("apiVersion", apiVersion, "kind", "SelfSubjectReview"))))
        .map(answer -> answer.object().object("status", "userInfo"))
        .filter(info -> !info.text("username").isEmpty())
        .map(info -> new Identity(info.text("username"), groups(info)));
  }

  private static List<String> groups(LiveObject info) {
    return info.value("groups")
        .filter(List.class::isInstance)
        .map(list -> ((List<?>) list).stream().map(String::valueOf).toList())
        .orElse(List.of());
  }
}
