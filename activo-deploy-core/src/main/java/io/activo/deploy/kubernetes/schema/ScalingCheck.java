package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Set;

/** Checks HorizontalPodAutoscalers and PodDisruptionBudgets. */
record ScalingCheck(ValueCheck values, KubernetesVersion version) {
  /** HPAScaleToZero is on from here. */
  private static final KubernetesVersion TO_ZERO = new KubernetesVersion(1, 37);

  private static final Set<String> OF_APPS = Set.of("Deployment", "StatefulSet", "ReplicaSet");
  private static final List<String> METRICS =
      List.of("Resource", "ContainerResource", "Pods", "Object", "External");

  void check(Field object, String kind) {
    if (kind.equals("HorizontalPodAutoscaler")) {
      scaler(object.child("spec"));
    } else if (kind.equals("PodDisruptionBudget")) {
      budget(object.child("spec"));
    }
  }

  private void scaler(Field spec) {
    Field least = spec.child("minReplicas");
    Field most = spec.child("maxReplicas");
    values.atLeast(least, version.compareTo(TO_ZERO) < 0 ? 1 : 0);
    values.atLeast(most, 1);
    if (most.numberOr(Integer.MAX_VALUE) < least.numberOr(1)) {
      values.refuse(most, "is less than spec.minReplicas", "raise it");
    }
    Field target = spec.child("scaleTargetRef");
    values.written(target.child("kind"), spec, "scaleTargetRef");
    values.written(target.child("name"), spec, "scaleTargetRef");
    if (OF_APPS.contains(target.child("kind").textOr(""))) {
      values.written(target.child("apiVersion"));
    }
    for (Field metric : spec.child("metrics").items()) {
      values.oneOf(metric.child("type"), METRICS);
    }
  }

  private void budget(Field spec) {
    values.partialShare(spec.child("minAvailable"));
    values.partialShare(spec.child("maxUnavailable"));
    if (spec.child("minAvailable").isWritten()) {
      values.absent(spec.child("maxUnavailable"), "spec.minAvailable is there too");
    }
    values.selector(spec.child("selector"));
  }
}
