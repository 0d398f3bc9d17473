package io.activo.deploy.description;

/** What brings a key of the description to work. A key of a later one is refused by name. */
enum Capability {
  ROAD(true),
  TEMPLATES(true),
  IMAGES(true),
  BUILDKIT(false),
  KUBERNETES(true),
  RELEASE(false),
  VERDICT(false),
  GOOGLE(false),
  AROUND(false),
  LAPTOP(false),
  CI(false);

  private final boolean here;

  Capability(boolean here) {
    this.here = here;
  }

  /** Whether this version has it. */
  boolean isHere() {
    return here;
  }
}
