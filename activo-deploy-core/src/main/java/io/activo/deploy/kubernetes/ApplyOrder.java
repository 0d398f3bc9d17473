package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The order in which objects are applied: what others need comes first. It agrees with the lists of
 * Helm, cli-utils and Argo CD wherever these agree, except that webhooks come last (cli-utils
 * applies the mutating ones first, where a webhook whose Service does not run yet refuses the
 * rest).
 *
 * <p>The annotation {@value #ANNOTATION} says it otherwise: a whole number, {@code "0"} where there
 * is none. Objects with a negative one come before all others, objects with a positive one after
 * all others, the lower number first; those of one number come in the order of their kinds.
 */
public final class ApplyOrder {
  /** The annotation that moves an object before or after the others. */
  public static final String ANNOTATION = "activo.io/order";

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
          // A job that runs before the workloads takes its turn here.
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
          List.of("autoscaling/HorizontalPodAutoscaler"),
          List.of("networking.k8s.io/IngressClass"),
          List.of("networking.k8s.io/Ingress"),
          List.of("batch/CronJob"),
          List.of(
              "apiregistration.k8s.io/APIService",
              "admissionregistration.k8s.io/MutatingWebhookConfiguration",
              "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
              "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
              "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding"));

  private static final FieldPath ORDER = FieldPath.of("metadata", "annotations", ANNOTATION);
  private static final int OTHER_BUILT_IN = 9;
  private static final int CUSTOM = 12;
  private static final Map<String, Integer> TURN_OF =
      IntStream.range(0, TURNS.size())
          .boxed()
          .flatMap(turn -> TURNS.get(turn).stream().map(kind -> Map.entry(kind, turn)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private ApplyOrder() {}

  /**
   * The objects in the order in which to apply them; within a wave they keep their order.
   *
   * @throws io.activo.deploy.problem.DeployException as {@link #waves}
   */
  public static List<Manifest> sorted(List<Manifest> manifests) {
    return waves(manifests).stream().flatMap(List::stream).toList();
  }

  /**
   * The objects in waves: those of one wave need nothing of each other, and may be applied at once.
   *
   * @throws io.activo.deploy.problem.DeployException with every order that is no whole number, or
   *     that puts an object before its Namespace or its CustomResourceDefinition
   */
  public static List<List<Manifest>> waves(List<Manifest> manifests) {
    Problems problems = new Problems();
    List<Ordered> ordered =
        manifests.stream().map(one -> new Ordered(one, order(one, problems))).toList();
    List<Ordered> bases = ordered.stream().filter(Ordered::isBase).toList();
    ordered.forEach(one -> one.refuseTooEarly(bases, problems));
    problems.throwIfAny();
    Map<Turn, List<Manifest>> waves = new TreeMap<>(Turn.EARLIEST_FIRST);
    for (Ordered one : ordered) {
      waves.computeIfAbsent(one.turn(), key -> new ArrayList<>()).add(one.manifest());
    }
    return List.copyOf(waves.values());
  }

  /** An object with the order that its annotation gives it. */
  private record Ordered(Manifest manifest, int order) {
    Turn turn() {
      return new Turn(order, ApplyOrder.turn(manifest.ref()));
    }

    /** The place of its order, or its own where it has none. */
    Place place() {
      return manifest.placeOf(ORDER);
    }

    /** Whether other objects may need it to be there. */
    boolean isBase() {
      return Definition.is(manifest.ref()) || manifest.ref().kind().equals("Namespace");
    }

    void refuseTooEarly(List<Ordered> bases, Problems problems) {
      bases.stream()
          .filter(base -> order < base.order && base.carries(manifest.ref()))
          .forEach(base -> problems.add(tooEarly(base)));
    }

    /** Whether this is the namespace or the definition of an object. */
    private boolean carries(ObjectRef ref) {
      ObjectRef own = manifest.ref();
      return Definition.is(own)
          ? new Definition(new LiveObject(manifest.content())).defines(ref)
          : own.equals(new ObjectRef("v1", "Namespace", "", ref.namespace()));
    }

    private Problem tooEarly(Ordered base) {
      ObjectRef needed = base.manifest.ref();
      return Problem.of(
          "%s is ordered before its own %s (%s)".formatted(manifest.ref(), needed, base.place()),
          place(),
          "give the " + needed.kind() + " the same " + ANNOTATION + " or a lower one");
    }
  }

  private record Turn(int order, int kind) {
    static final Comparator<Turn> EARLIEST_FIRST =
        Comparator.comparingInt(Turn::order).thenComparingInt(Turn::kind);
  }

  private static int order(Manifest manifest, Problems problems) {
    Optional<Object> written =
        new LiveObject(manifest.content()).value("metadata", "annotations", ANNOTATION);
    if (written.isEmpty()) {
      return 0;
    }
    String text = written.orElseThrow().toString();
    if (text.matches("[+-]?\\d{1,9}")) {
      return Integer.parseInt(text);
    }
    problems.add(
        Problem.of(
            "the order '" + text + "' of " + manifest.ref() + " is no whole number",
            manifest.placeOf(ORDER),
            "write a number such as \"-1\" (before all others) or \"1\" (after them)"));
    return 0;
  }

  static int turn(ObjectRef ref) {
    String key = ref.group() + "/" + ref.kind();
    int unlisted = BuiltInKinds.isBuiltInGroup(ref.group()) ? OTHER_BUILT_IN : CUSTOM;
    return TURN_OF.getOrDefault(key, unlisted);
  }
}
