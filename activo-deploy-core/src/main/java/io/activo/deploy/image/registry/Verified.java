package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails at its end, at the latest, when it is not what a descriptor names. */
final class Verified extends Measured {
  private final Descriptor wanted;
  private boolean checked;

  Verified(InputStream in, Descriptor wanted) {
    super(in, algorithm(wanted.digest()));
    this.wanted = wanted;
  }

  private static String algorithm(Digest digest) {
    return digest.value().substring(0, digest.value().indexOf(':'));
  }

  /**
   * Checks content that is at hand, whatever its size.
   *
   * @throws WrongContent if it has another digest
   */
  static void check(byte[] content, Digest digest) throws IOException {
    Descriptor wanted = new Descriptor("", digest, content.length);
    try (InputStream in = new Verified(new ByteArrayInputStream(content), wanted)) {
      in.readAllBytes();
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (size() > wanted.size()) {
      throw new WrongContent(wanted.digest(), "has more than " + wanted.size() + " bytes");
    }
    if (count < 0 && !checked) {
      checked = true;
      if (size() < wanted.size()) {
        String much = "has " + size() + " of " + wanted.size() + " bytes";
        throw new WrongContent(wanted.digest(), much);
      }
      if (!digest().equals(wanted.digest())) {
        throw new WrongContent(wanted.digest(), "has another digest");
      }
    }
    return count;
  }
}
