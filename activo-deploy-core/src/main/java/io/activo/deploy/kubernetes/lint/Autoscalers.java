package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.ObjectRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The HorizontalPodAutoscalers of a release, in the forms of autoscaling/v1 to v2. */
final class Autoscalers {
  private Autoscalers() {}

  /**
   * A utilization that an autoscaler wants, in percent of what containers request.
   *
   * @param at where it stands
   * @param container the only container that is measured; empty for all
   * @param resource {@code cpu}, {@code memory}
   */
  record Utilization(Field at, String container, String resource) {}

  static Stream<Field> of(Release release) {
    return release.objects("autoscaling", "HorizontalPodAutoscaler").stream();
  }

  static Reference target(Field autoscaler) {
    Field target = autoscaler.at("spec", "scaleTargetRef");
    return Reference.to(target.text("apiVersion"), target.text("kind"), target.at("name"))
        .as(Rule.HPA_TARGET);
  }

  /** The autoscaler of a workload. */
  static Optional<Field> of(ObjectRef workload, Release release) {
    return of(release)
        .filter(
            autoscaler -> {
              ObjectRef target = target(autoscaler).target();
              return target.kind().equals(workload.kind())
                  && target.name().equals(workload.name())
                  && target.namespace().equals(workload.namespace());
            })
        .findFirst();
  }

  /** Without any metric it is the CPU (autoscaling/v2, {@code metrics}: 80 %). */
  static List<Utilization> utilizations(Field autoscaler) {
    Field spec = autoscaler.at("spec");
    Field cpu = spec.at("targetCPUUtilizationPercentage");
    if (cpu.isWritten() || spec.items("metrics").isEmpty()) {
      return List.of(new Utilization(cpu.isWritten() ? cpu : spec, "", "cpu"));
    }
    return spec.items("metrics").stream().flatMap(metric -> utilization(metric).stream()).toList();
  }

  private static Optional<Utilization> utilization(Field metric) {
    boolean ofContainer = metric.text("type").equals("ContainerResource");
    Field source = metric.at(ofContainer ? "containerResource" : "resource");
    boolean percent =
        source.at("target", "averageUtilization").isWritten()
            || source.at("targetAverageUtilization").isWritten();
    String container = ofContainer ? source.text("container") : "";
    return Optional.of(new Utilization(metric, container, source.text("name")))
        .filter(found -> percent && !found.resource().isEmpty());
  }
}
