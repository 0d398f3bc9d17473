package io.activo.deploy.kubernetes;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The order in which objects are applied: what others need comes first. It agrees with the lists of
 * Helm, cli-utils and Argo CD wherever these agree, except that webhooks come last (cli-utils
 * applies the mutating ones first, where a webhook whose Service does not run yet refuses the
 * rest).
 */
public final class ApplyOrder {

  /**
   * The kinds by turn, {@code group/kind}. Kinds of Kubernetes that stand nowhere take turn {@link
   * #OTHER_BUILT_IN}, kinds of other groups {@link #CUSTOM}: their definitions and the controllers
   * that answer for them come before.
   */
  private static final List<List<String>> TURNS =
      List.of(
          List.of("/Namespace", "scheduling.k8s.io/PriorityClass"),
          List.of(
              "/ResourceQuota",
              "/LimitRange",
              "networking.k8s.io/NetworkPolicy",
              "policy/PodDisruptionBudget",
              "storage.k8s.io/StorageClass"),
          List.of("apiextensions.k8s.io/CustomResourceDefinition"),
          List.of("/ServiceAccount"),
          List.of("rbac.authorization.k8s.io/ClusterRole", "rbac.authorization.k8s.io/Role"),
          List.of(
              "rbac.authorization.k8s.io/ClusterRoleBinding",
              "rbac.authorization.k8s.io/RoleBinding"),
          List.of("/ConfigMap", "/Secret", "/PersistentVolume"),
          List.of("/PersistentVolumeClaim"),
          List.of("/Service"),
          List.of(),
          List.of(
              "/Pod",
              "/ReplicationController",
              "apps/ReplicaSet",
              "apps/DaemonSet",
              "apps/StatefulSet",
              "apps/Deployment",
              "batch/Job"),
          List.of(),
          List.of("autoscaling/HorizontalPodAutoscaler", "batch/CronJob"),
          List.of("networking.k8s.io/IngressClass"),
          List.of("networking.k8s.io/Ingress"),
          List.of(
              "apiregistration.k8s.io/APIService",
              "admissionregistration.k8s.io/MutatingWebhookConfiguration",
              "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
              "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
              "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding"));

  private static final int OTHER_BUILT_IN = 9;
  private static final int CUSTOM = 11;
  private static final Map<String, Integer> TURN_OF =
      IntStream.range(0, TURNS.size())
          .boxed()
          .flatMap(turn -> TURNS.get(turn).stream().map(kind -> Map.entry(kind, turn)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private ApplyOrder() {}

  /** The objects in the order in which to apply them; within a turn they keep their order. */
  public static List<Manifest> sorted(List<Manifest> manifests) {
    return manifests.stream()
        .sorted(Comparator.comparingInt(manifest -> turn(manifest.ref())))
        .toList();
  }

  static int turn(ObjectRef ref) {
    String key = ref.group() + "/" + ref.kind();
    int unlisted = BuiltInKinds.isBuiltInGroup(ref.group()) ? OTHER_BUILT_IN : CUSTOM;
    return TURN_OF.getOrDefault(key, unlisted);
  }
}
