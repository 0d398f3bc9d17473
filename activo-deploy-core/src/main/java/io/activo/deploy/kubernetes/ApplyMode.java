package io.activo.deploy.kubernetes;

/**
 * How one object is applied.
 *
 * @param force whether fields of other managers are taken from them
 * @param dryRun whether the server only says what it would do ({@code dryRun=All})
 */
public record ApplyMode(boolean force, boolean dryRun) {
  /** Writes, and stops at a conflict. */
  public static final ApplyMode WRITE = new ApplyMode(false, false);

  /** Writes, and takes the fields of other managers. */
  public static final ApplyMode FORCE = new ApplyMode(true, false);

  /** Writes nothing, and stops at a conflict. */
  public static final ApplyMode DRY_RUN = new ApplyMode(false, true);
}
