package io.activo.deploy.description;

/**
 * One key of the description.
 *
 * @param name as it is written
 * @param shape what may stand behind it
 * @param with the capability that brings it
 * @param meaning one line for the reader of the site's page
 */
record Key(String name, Shape shape, Capability with, String meaning) {

  static Key of(String name, Shape shape, String meaning) {
    return new Key(name, shape, Capability.ROAD, meaning);
  }

  /** A key that a later version brings; nobody has to read its value yet. */
  static Key later(String name, Capability with) {
    return new Key(name, new Shape.Later(), with, "");
  }
}
