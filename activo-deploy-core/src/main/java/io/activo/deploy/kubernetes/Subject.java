package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;

/**
 * What a request is about, for those who read that it failed.
 *
 * @param name {@code Deployment web in namespace staging}
 * @param where the place that a problem names
 * @param secret whether the object's contents must not be shown, not even as the server quotes them
 */
record Subject(String name, Place where, boolean secret) {

  static Subject of(Manifest manifest) {
    return new Subject(name(manifest.ref()), manifest.place(), secret(manifest.ref()));
  }

  static Subject of(ObjectRef ref) {
    return new Subject(name(ref), Place.of(ref.toString()), secret(ref));
  }

  private static String name(ObjectRef ref) {
    return ref + (ref.namespace().isEmpty() ? "" : " in namespace " + ref.namespace());
  }

  private static boolean secret(ObjectRef ref) {
    return ref.kind().equals("Secret") && ref.group().isEmpty();
  }
}
