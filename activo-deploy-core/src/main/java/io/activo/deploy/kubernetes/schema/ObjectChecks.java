package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.List;
import java.util.Set;

/**
 * What the server checks beyond the schema, kind by kind: pkg/apis/…/validation of Kubernetes 1.34,
 * as far as manifests commonly meet it.
 */
record ObjectChecks(ValueCheck values, KubernetesVersion version) {

  /** The kinds that are nothing without a specification. */
  private static final Set<String> SPECIFIED =
      Set.of(
          "Pod",
          "Service",
          "PersistentVolumeClaim",
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "Job",
          "CronJob",
          "HorizontalPodAutoscaler");

  private static final Set<String> GROUPS = Set.of("", "apps", "batch", "autoscaling");

  void check(Field object, ObjectRef ref) {
    if (SPECIFIED.contains(ref.kind()) && GROUPS.contains(ref.group())) {
      values.written(object.child("spec"));
    }
    new MetadataCheck(values, version).check(object, ref);
    switch (ref.group()) {
      case "" -> core(object, ref.kind());
      case "apps" -> new WorkloadCheck(values, pods()).check(object, ref.kind());
      case "batch" -> new JobCheck(values, pods()).check(object, ref.kind());
      case "networking.k8s.io" -> new IngressCheck(values, version).check(object, ref.kind());
      case "rbac.authorization.k8s.io" -> new AccessCheck(values).check(object, ref.kind());
      case "autoscaling" -> new ScalingCheck(values, version).check(object, ref.kind());
      case "policy" -> new ScalingCheck(values, version).check(object, ref.kind());
      case "apiextensions.k8s.io" ->
          values.oneOf(object.at("spec", "scope"), List.of("Namespaced", "Cluster"));
      default -> {}
    }
  }

  private PodCheck pods() {
    return new PodCheck(values, version);
  }

  private void core(Field object, String kind) {
    switch (kind) {
      case "Pod" -> pods().checkSpec(object.child("spec"));
      case "PodTemplate" -> pods().checkTemplate(object.child("template"));
      case "ReplicationController" -> {
        values.atLeast(object.at("spec", "replicas"), 0);
        pods().checkTemplate(object.at("spec", "template"));
      }
      case "Service" -> new ServiceCheck(values).check(object.child("spec"));
      case "ConfigMap", "Secret" -> new DataCheck(values).check(object, kind);
      case "PersistentVolumeClaim" -> new ClaimCheck(values).check(object.child("spec"));
      default -> {}
    }
  }
}
