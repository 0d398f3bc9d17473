package io.activo.deploy.kubernetes.lint;

/** Whether something is there. */
public enum Existence {
  /** It is there. */
  YES,
  /** It is not there. */
  NO,
  /** Nobody can say: nothing was asked, or the answer was refused. */
  UNKNOWN
}
