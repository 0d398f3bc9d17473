package io.activo.deploy.kubernetes.schema;

/** What the offline check of a manifest looks for: the rules of its findings. */
public enum SchemaRule {
  /** A field that the kind does not have. */
  UNKNOWN_FIELD("unknown-field", "A field that the kind does not have."),
  /** A value of another type: a number where text must stand. */
  WRONG_TYPE("wrong-type", "A value of another type: a number where text must stand."),
  /** A field that must be there, and is not. */
  MISSING_FIELD("missing-field", "A field that must be there, and is not."),
  /** A value of the right type that Kubernetes refuses: a port of 70000. */
  WRONG_VALUE("wrong-value", "A value of the right type that Kubernetes refuses: a port of 70000."),
  /** An amount of memory, processor time or storage that is none: {@code 1gb}. */
  BAD_QUANTITY("bad-quantity", "An amount of memory, processor time or storage that is none: 1gb."),
  /** Two items of a list with the key that tells them apart: two variables of one name. */
  DUPLICATE_KEY(
      "duplicate-key",
      "Two items of a list with the key that tells them apart: two variables of one name."),
  /** A name, label or annotation that Kubernetes does not allow. */
  BAD_NAME("bad-name", "A name, label or annotation that Kubernetes does not allow."),
  /** A schedule or time zone of a CronJob that cannot be read. */
  BAD_SCHEDULE("bad-schedule", "A schedule or time zone of a CronJob that cannot be read."),
  /** A container mounts a volume that its pod does not have. */
  MISSING_VOLUME("missing-volume", "A container mounts a volume that its pod does not have."),
  /** An API version that the Kubernetes version does not serve any more. */
  REMOVED_API("removed-api", "An API version that the Kubernetes version does not serve any more."),
  /** An API version that a later Kubernetes version will not serve; a warning. */
  DEPRECATED_API(
      "deprecated-api", "An API version that a later Kubernetes version will not serve."),
  /** A kind that does not exist. */
  UNKNOWN_KIND("unknown-kind", "A kind that does not exist."),
  /** A kind of somebody else's whose CustomResourceDefinition is not at hand; a warning. */
  UNKNOWN_SCHEMA(
      "unknown-schema", "A kind of somebody else's whose CustomResourceDefinition is not at hand.");

  private final String id;
  private final String sentence;

  SchemaRule(String id, String sentence) {
    this.id = id;
    this.sentence = sentence;
  }

  /** The name by which a description accepts its findings. */
  public String id() {
    return id;
  }

  /** What is wrong where it finds something. */
  public String sentence() {
    return sentence;
  }

  @Override
  public String toString() {
    return id;
  }
}
