package io.activo.deploy.kubernetes.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the objects of a release are checked for. */
public enum Rule {
  /** A manifest that was meant for another environment. */
  OTHER_NAMESPACE("An object names another namespace than the description and its entry."),
  /** Refused by the API server: apps/v1 validation, {@code selector does not match labels}. */
  SELECTOR_MISMATCH("A workload's selector does not match the labels of its own pod template."),
  /** Two controllers that each take the other's pods for their own. */
  SHARED_SELECTOR("Two workloads of one namespace have the same selector."),
  /** A Service without endpoints. */
  SERVICE_SELECTS_NOTHING("A Service selects none of the release's pods."),
  /** Traffic that no container takes. */
  SERVICE_PORT("A Service sends to a port that the selected pods do not have."),
  /** A backend that is not there. */
  INGRESS_SERVICE("An Ingress sends to a Service that does not exist."),
  /** A backend's port that is not there. */
  INGRESS_PORT("An Ingress sends to a port that its Service does not have."),
  /** Which of the two answers depends on the controller. */
  INGRESS_OVERLAP("Two Ingress rules have the same host and path."),
  /** An autoscaler without anything to scale. */
  HPA_TARGET("A HorizontalPodAutoscaler's target does not exist."),
  /** An autoscaler that cannot compute a utilization. */
  HPA_REQUESTS(
      "A HorizontalPodAutoscaler measures the utilization of a resource that a container of its"
          + " target does not request."),
  /** A budget without effect. */
  BUDGET_SELECTS_NOTHING("A PodDisruptionBudget selects none of the release's pods."),
  /** A node that can never be drained. */
  DISRUPTION_BUDGET("A PodDisruptionBudget allows no disruption at all."),
  /** A policy without effect. */
  POLICY_SELECTS_NOTHING("A NetworkPolicy selects none of the release's pods."),
  /** An object that another needs. */
  MISSING_REFERENCE("An object refers to another that does not exist."),
  /** A pod that does not start. */
  MISSING_KEY("A pod takes a key that the release's ConfigMap or Secret does not have."),
  /** A probe that always fails. */
  PROBE_PORT("A probe or a lifecycle hook asks a port that its container does not have."),
  /** Nobody knows what runs. */
  LATEST_TAG("An image has no tag, or the tag latest, and no digest."),
  /** An image that perhaps cannot be pulled. */
  UNPUSHED_IMAGE(
      "An image of our own repository has a tag that this deploy does not push: an error where it"
          + " is hardly another than one that is pushed, else a warning, since the registry may"
          + " have it, as the older tag of a migration Job.");

  private final String sentence;

  Rule(String sentence) {
    this.sentence = sentence;
  }

  /** The name by which findings and descriptions call it: {@code selector-mismatch}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is wrong where it finds something. */
  public String sentence() {
    return sentence;
  }

  /** The names of all. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Rule::key).toList();
  }
}
