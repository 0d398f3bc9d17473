package io.activo.deploy.image.context;

import io.activo.deploy.image.Digest;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * The SHA-256 of entries: of each its path, kind, mode, link and content with their lengths, so
 * that no two sequences of entries read alike.
 */
final class ContextDigest implements ContextEntry.Visitor {
  private final MessageDigest sha256 = Digest.sha256();
  private final byte[] buffer = new byte[ContextTar.BUFFER];
  private final DataOutputStream out =
      new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));

  ContextDigest(String dockerfile) {
    sha256.update((dockerfile + "\0").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void visit(ContextEntry entry) throws IOException {
    text(entry.path());
    text(entry.type().name());
    out.writeInt(entry.mode());
    text(entry.link());
    out.writeLong(entry.content().size());
    entry.copyTo(out, buffer);
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  Digest value() {
    return Digest.of(sha256);
  }
}
