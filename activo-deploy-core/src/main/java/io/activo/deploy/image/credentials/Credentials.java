package io.activo.deploy.image.credentials;

import java.time.InstantSource;
import java.util.Set;

/**
 * Who one is to each registry. The first source that has a credential is taken:
 *
 * <ol>
 *   <li>the description's {@code registries}
 *   <li>the server of {@code settings.xml} whose id is the registry's host ({@code docker.io} or
 *       {@code index.docker.io} for Docker Hub)
 *   <li>the variable {@code DOCKER_AUTH_CONFIG}, JSON as in config.json; docker 28.2 does not read
 *       it, newer ones do
 *   <li>{@code config.json} in {@code DOCKER_CONFIG} or {@code ~/.docker}: the helper that {@code
 *       credHelpers} has for the host, or else {@code credsStore}; then {@code auths}. Where the
 *       helper knows of no credentials {@code auths} is read all the same, unlike the docker
 *       command, which would be anonymous. A helper that is missing or fails is an error, also
 *       unlike it.
 *   <li>Podman's {@code auth.json}: {@code REGISTRY_AUTH_FILE}, or else {@code
 *       $XDG_RUNTIME_DIR/containers} and {@code ~/.config/containers}. Keys for a part of a
 *       registry, {@code quay.io/team}, are left out.
 *   <li>for {@code gcr.io}, {@code *.gcr.io} and {@code *.pkg.dev}: a service account's key in
 *       {@code GOOGLE_CREDENTIALS} or {@code GCLOUD_SERVICE_KEY}, plain or in Base64, or else
 *       Google's Application Default Credentials
 *   <li>the CI's own: {@code GITHUB_TOKEN} for {@code ghcr.io} in GitHub Actions; GitLab's {@code
 *       CI_REGISTRY_…} and {@code CI_DEPENDENCY_PROXY_…}; {@code HEROKU_API_KEY}
 *   <li>none: anonymous
 * </ol>
 */
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

  /** Every source, in the order above. Nothing is read before it is asked for. */
  static Credentials from(CredentialSources sources) {
    return new SourcedCredentials(AllSources.of(sources), InstantSource.system());
  }

  /** Anonymous everywhere. */
  static Credentials none() {
    return always(Credential.anonymous());
  }

  /** Those of a rehearsal, which asks no source. */
  static Credentials rehearsed() {
    return always(new Credential("credentials are not looked for", new Login.Anonymous()));
  }

  private static Credentials always(Credential credential) {
    return new Credentials() {
      @Override
      public Credential of(String registry) {
        return credential;
      }

      @Override
      public Set<String> registries() {
        return Set.of();
      }
    };
  }
}
