package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import java.util.stream.Stream;

/** Whether a NetworkPolicy selects pods; one without conditions selects all. */
final class PolicyCheck {
  private PolicyCheck() {}

  static Stream<Finding> of(Release release) {
    return release.objects("networking.k8s.io", "NetworkPolicy").stream()
        .map(policy -> Selector.of(policy.at("spec", "podSelector")))
        .flatMap(
            selector ->
                Selection.ofNothing(Rule.POLICY_SELECTS_NOTHING, selector, release).stream());
  }
}
