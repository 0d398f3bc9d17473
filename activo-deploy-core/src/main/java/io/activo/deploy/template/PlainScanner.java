package io.activo.deploy.template;

/** Finds nothing: the text is no template. */
final class PlainScanner extends Scanner {
  PlainScanner(byte[] text, Names names, Found found) {
    super(text, names, found);
  }

  @Override
  void scanAll() {
    // all of it is text
  }
}
