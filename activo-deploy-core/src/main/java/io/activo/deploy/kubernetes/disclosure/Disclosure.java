package io.activo.deploy.kubernetes.disclosure;

import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.secret.KeyedDigest;
import io.activo.deploy.secret.Masker;

/**
 * What a run may show of objects.
 *
 * @param masker hides the secrets of the run
 * @param digest tells values apart that are not shown
 */
public record Disclosure(Masker masker, KeyedDigest digest) {

  /** Of a run whose secrets are not known, with a digest of its own. */
  public static Disclosure ofUrls() {
    return by(Masker.ofUrls());
  }

  /** Of a run whose secrets a masker knows, with a digest of its own. */
  public static Disclosure by(Masker masker) {
    return new Disclosure(masker, KeyedDigest.random());
  }

  /** The values of one object. */
  public ShownValues of(ObjectRef object) {
    return new ShownValues(object, masker, digest);
  }
}
