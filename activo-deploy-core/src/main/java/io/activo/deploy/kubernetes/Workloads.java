package io.activo.deploy.kubernetes;

import java.util.Set;

/** The kinds whose objects run pods after they were applied, and become ready or done by it. */
public final class Workloads {
  private static final Set<String> ROLL_OUT =
      Set.of(
          "/Pod",
          "apps/Deployment",
          "apps/StatefulSet",
          "apps/DaemonSet",
          "apps/ReplicaSet",
          "batch/Job");

  private Workloads() {}

  /** Whether a deploy has to wait until what the object runs is ready or done. */
  public static boolean rollsOut(ObjectRef ref) {
    return ROLL_OUT.contains(ref.group() + "/" + ref.kind());
  }
}
