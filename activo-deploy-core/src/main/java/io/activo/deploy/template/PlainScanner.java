package io.activo.deploy.template;

/** Finds nothing: the text is no template. */
final class PlainScanner extends Scanner {
  PlainScanner(byte[] text, int limit, Names names, Found found) {
    super(text, limit, names, found);
  }

  @Override
  void scanAll() {
    // all of it is text
  }
}
