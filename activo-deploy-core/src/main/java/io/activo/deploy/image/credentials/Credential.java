package io.activo.deploy.image.credentials;

/**
 * A login and where it comes from.
 *
 * @param source for people, without secrets: {@code user 'ci' of auths in ~/.docker/config.json}
 */
public record Credential(String source, Login login) {

  /** No login, where no source has one. */
  public static Credential anonymous() {
    return new Credential("no credentials", new Login.Anonymous());
  }
}
