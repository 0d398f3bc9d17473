package io.activo.deploy.kubernetes.schema;

import java.util.List;
import java.util.Set;

/** Checks what keeps pods running: Deployments and the other kinds of group apps. */
record WorkloadCheck(ValueCheck values, PodCheck pods) {
  private static final int STANDARD_DEADLINE = 600;
  private static final Set<String> KINDS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");

  void check(Field object, String kind) {
    if (!KINDS.contains(kind)) {
      return;
    }
    Field spec = object.child("spec");
    values.atLeast(spec.child("replicas"), 0);
    values.atLeast(spec.child("minReadySeconds"), 0);
    values.atLeast(spec.child("revisionHistoryLimit"), 0);
    selector(spec.child("selector"));
    checkUpdates(spec, kind);
    pods.checkTemplate(spec.child("template"), claims(spec));
    values.oneOf(spec.at("template", "spec", "restartPolicy"), List.of("Always"));
    if (kind.equals("StatefulSet")) {
      checkStatefulSet(spec);
    } else if (kind.equals("Deployment")) {
      checkDeadline(spec);
    }
  }

  private void checkDeadline(Field spec) {
    Field ready = spec.child("minReadySeconds");
    Field deadline = spec.child("progressDeadlineSeconds");
    if (deadline.numberOr(STANDARD_DEADLINE) <= ready.numberOr(0)) {
      Field wrong = deadline.isWritten() ? deadline : ready;
      values.refuse(
          wrong, "leaves no time: progressDeadlineSeconds must be above minReadySeconds", "");
    }
  }

  private void selector(Field selector) {
    values.selector(selector);
    boolean empty =
        selector.child("matchLabels").isEmpty() && selector.child("matchExpressions").isEmpty();
    if (selector.isWritten() && empty) {
      values.refuse(selector, "selects nothing", "add matchLabels that the template's labels have");
    }
  }

  private static List<String> claims(Field spec) {
    return spec.child("volumeClaimTemplates").items().stream()
        .map(claim -> claim.at("metadata", "name").textOr(""))
        .toList();
  }

  private void checkUpdates(Field spec, String kind) {
    Field strategy = spec.child(kind.equals("Deployment") ? "strategy" : "updateStrategy");
    Field rolling = strategy.child("rollingUpdate");
    String type = strategy.child("type").textOr("RollingUpdate");
    if (type.equals("Recreate") || type.equals("OnDelete")) {
      values.absent(rolling, "the type is " + type);
      return;
    }
    values.share(rolling.child("maxSurge"));
    values.partialShare(rolling.child("maxUnavailable"));
    if (kind.equals("Deployment")
        && isZero(rolling, "maxSurge")
        && isZero(rolling, "maxUnavailable")) {
      values.refuse(
          rolling.child("maxUnavailable"), "cannot be 0 where maxSurge is 0", "let one be 1");
    }
  }

  private static boolean isZero(Field rolling, String key) {
    Field share = rolling.child(key);
    return share.numberOr(1) == 0 || share.textOr("").matches("0+%");
  }

  private void checkStatefulSet(Field spec) {
    values.name(spec.child("serviceName"), Names.orEmpty(Names.DNS_LABEL));
    values.atLeast(spec.at("ordinals", "start"), 0);
    spec.child("volumeClaimTemplates")
        .items()
        .forEach(claim -> new ClaimCheck(values).check(claim.child("spec")));
  }
}
