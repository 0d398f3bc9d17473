package io.activo.deploy.envfile;

/** A change of a value that looks at nothing but the value. */
interface ValueEdit {

  /**
   * The value afterwards.
   *
   * @param key the variable, for problems
   * @throws io.activo.deploy.problem.DeployException if it is not clear what to change; the problem
   *     tells the key, never the value
   */
  String apply(String key, String value);

  default ValueEdit then(ValueEdit next) {
    return (key, value) -> next.apply(key, apply(key, value));
  }
}
