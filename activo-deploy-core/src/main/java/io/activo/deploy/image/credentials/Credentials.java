package io.activo.deploy.image.credentials;

import java.util.Set;

/** Who one is to each registry. */
public interface Credentials {

  /**
   * The credential for a registry, the anonymous one where no source has any. Ask again for each
   * use: some last for minutes only.
   *
   * @param registry as {@link io.activo.deploy.image.ImageReference#domain()}
   * @throws io.activo.deploy.problem.DeployException if a source that must answer does not
   */
  Credential of(String registry);

  /** The registries that some source names, in the form that {@link #of} takes. */
  Set<String> registries();

  /** Anonymous everywhere. */
  static Credentials none() {
    return new Credentials() {
      @Override
      public Credential of(String registry) {
        return Credential.anonymous();
      }

      @Override
      public Set<String> registries() {
        return Set.of();
      }
    };
  }
}
