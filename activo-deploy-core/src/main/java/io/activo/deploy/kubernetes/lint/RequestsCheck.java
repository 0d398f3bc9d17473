package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import java.util.stream.Stream;

/**
 * Whether the containers of an autoscaler's target request what it measures: without that it cannot
 * compute a utilization ({@code missing request for cpu in container}).
 */
final class RequestsCheck {
  private RequestsCheck() {}

  static Stream<Finding> of(Release release) {
    return Autoscalers.of(release)
        .filter(autoscaler -> !hasDefaults(autoscaler.namespace(), release))
        .flatMap(
            autoscaler ->
                release.find(Autoscalers.target(autoscaler).target()).stream()
                    .flatMap(target -> PodTemplate.of(target).stream())
                    .filter(pods -> !pods.spec().at("resources", "requests").isWritten())
                    .flatMap(pods -> check(autoscaler, pods)));
  }

  /** A LimitRange may give every container its requests. */
  private static boolean hasDefaults(String namespace, Release release) {
    return release.objects("", "LimitRange").stream()
        .anyMatch(range -> range.namespace().equals(namespace));
  }

  private static Stream<Finding> check(Field autoscaler, PodTemplate pods) {
    return Autoscalers.utilizations(autoscaler).stream()
        .flatMap(
            wanted ->
                pods.containers().stream()
                    .filter(Container::runsOn)
                    .filter(each -> wanted.container().isEmpty() || isOf(wanted, each))
                    .filter(each -> !requests(each, wanted.resource()))
                    .map(each -> finding(autoscaler, wanted, each)));
  }

  private static boolean isOf(Autoscalers.Utilization wanted, Container container) {
    return wanted.container().equals(container.name());
  }

  /** A limit counts for the request, where none is written. */
  private static boolean requests(Container container, String resource) {
    Field resources = container.field().at("resources");
    return resources.at("requests", resource).isWritten()
        || resources.at("limits", resource).isWritten();
  }

  private static Finding finding(
      Field autoscaler, Autoscalers.Utilization wanted, Container container) {
    return container
        .field()
        .at("resources", "requests", wanted.resource())
        .warning(
            Rule.HPA_REQUESTS,
            "%s measures the utilization of %s (%s), but container %s requests none"
                .formatted(
                    autoscaler.manifest().ref(),
                    wanted.resource(),
                    wanted.at().place(),
                    container.name()),
            "give it resources.requests." + wanted.resource());
  }
}
