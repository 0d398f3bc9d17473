package io.activo.deploy.kubernetes.rollout;

import java.util.Locale;

/** Why a workload does not become ready, as far as it can be told. */
enum Cause {
  IMAGE_NOT_FOUND("check the image name and tag, and that the image was pushed"),
  IMAGE_UNAUTHORIZED("check the registry credentials of the cluster (imagePullSecrets)"),
  REGISTRY_UNREACHABLE("check the registry's host name, and that the nodes can reach it"),
  IMAGE_INVALID("check the image name, and that it is an image for the nodes' platform"),
  CRASH("check the container's command and configuration"),
  START_ERROR("check the container's command, and that the image holds it for this platform"),
  OOM("raise the container's memory limit, or let it use less"),
  CONFIG_MISSING("add what is missing, or correct its name or key in the manifest"),
  CONFIG_INVALID("correct the container's settings in the manifest"),
  PROBE_READINESS("check the readiness probe's path and port, and what the container answers"),
  PROBE_LIVENESS("check the liveness probe's path, port and delays"),
  PROBE_STARTUP("check the startup probe's path and port, or give the container more time"),
  UNSCHEDULABLE("ask for less, or give the cluster a node that fits"),
  VOLUME_UNBOUND("check the claim's storage class, or create a volume for it"),
  VOLUME_MOUNT("check the volume's source in the manifest"),
  QUOTA("raise the namespace's quota, or ask for less"),
  ADMISSION_DENIED("change the pod to what the cluster's policy admits"),
  SERVICE_ACCOUNT_MISSING("create the service account, or correct its name in the manifest"),
  JOB_FAILED("check the job's command and configuration"),
  JOB_DEADLINE("raise the job's activeDeadlineSeconds, or make it faster");

  private final String fix;

  Cause(String fix) {
    this.fix = fix;
  }

  /** What the reader can do about it, a clause. */
  String fix() {
    return fix;
  }

  /** {@code image-not-found}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
