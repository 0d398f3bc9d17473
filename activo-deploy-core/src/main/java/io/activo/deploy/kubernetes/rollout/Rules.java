package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.rollout.Readiness.Ready;
import java.util.Map;
import java.util.function.Function;

/** The rules of readiness, by group and kind: a kind of the same name in another group has none. */
final class Rules {
  private static final Map<String, Function<LiveObject, Readiness>> BY_KIND =
      Map.of(
          "apps/Deployment", DeploymentRule::judge,
          "apps/StatefulSet", StatefulSetRule::judge,
          "apps/DaemonSet", DaemonSetRule::judge,
          "apps/ReplicaSet", ReplicaSetRule::judge,
          "batch/Job", JobRule::judge,
          "/Pod", PodRule::judge);

  private Rules() {}

  /** Whether objects of this kind run pods, so that their readiness is worth explaining. */
  static boolean isWorkload(LiveObject object) {
    return BY_KIND.containsKey(kind(object));
  }

  static Readiness judge(LiveObject object) {
    return BY_KIND.getOrDefault(kind(object), any -> new Ready("exists")).apply(object);
  }

  private static String kind(LiveObject object) {
    return object.ref().group() + "/" + object.ref().kind();
  }
}
