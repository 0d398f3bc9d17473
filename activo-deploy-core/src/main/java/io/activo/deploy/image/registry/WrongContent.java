package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import java.io.IOException;

/** What came is not what was named by its digest and size. */
final class WrongContent extends IOException {
  private static final long serialVersionUID = 1L;

  private final String text;

  WrongContent(Digest wanted, String got) {
    super("wrong content");
    text = "what was fetched as " + wanted + " " + got;
  }

  String text() {
    return text;
  }
}
