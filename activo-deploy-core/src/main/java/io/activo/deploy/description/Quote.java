package io.activo.deploy.description;

/** What is done about a value that would change the structure or a scalar's type of a manifest. */
public enum Quote {
  /** It is an error, told with the place and the mend. */
  REFUSE,

  /** It is quoted where quoting makes it text; an error elsewhere. */
  AUTO
}
