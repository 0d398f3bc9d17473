package io.activo.deploy.template;

/** Reads a text from its beginning to its end, and tells what it finds. */
abstract class Scanner {
  private static final long DOLLARS = Bytes.eightfold((byte) '$');

  final byte[] text;
  final Names names;
  final Found found;

  /** Where the text ends. */
  int limit;

  /** Up to where the text is told. */
  private int told;

  Scanner(byte[] text, Names names, Found found) {
    this.text = text;
    this.names = names;
    this.found = found;
  }

  /** A scanner for the rules. */
  static Scanner of(TemplateRules rules, byte[] text, Names names, Found found) {
    if (rules.dialect() != Dialect.NONE && !rules.placeholder().isDollar()) {
      return new PlaceholderScanner(rules, text, names, found);
    }
    return switch (rules.dialect()) {
      case NONE -> new PlainScanner(text, names, found);
      case GNU -> new GnuScanner(text, names, found);
      case STRICT -> new StrictScanner(rules, text, names, found);
      case BASH -> new BashScanner(rules, text, names, found);
    };
  }

  /** Reads the text, which may have changed since the last time, up to an offset. */
  final void scan(int end) {
    limit = end;
    told = 0;
    scanAll();
    tellUpTo(limit);
  }

  abstract void scanAll();

  /** Tells the text that stands before an offset and is not told yet. */
  final void tellUpTo(int offset) {
    if (offset > told) {
      found.text(told, offset);
    }
    told = offset;
  }

  /** Passes over text that is not copied. */
  final void skipTo(int offset) {
    told = offset;
  }

  /** Tells the reference between two offsets. */
  final void tellReference(int from, int to, int name) {
    tellUpTo(from);
    found.reference(from, name);
    told = to;
  }

  /** Tells a form whose word begins at {@code to}. */
  final void tellForm(int from, int to, int name, Form form) {
    tellUpTo(from);
    found.open(from, name, form);
    told = to;
  }

  /** Tells the end of a word at the brace between two offsets. */
  final void tellClose(int from, int to) {
    tellUpTo(from);
    found.close();
    told = to;
  }

  final int nextDollar(int from) {
    return Bytes.next(text, from, limit, DOLLARS);
  }

  final int nameEnd(int from) {
    return Bytes.nameEnd(text, from, limit);
  }

  final boolean stands(char character, int at) {
    return at < limit && text[at] == character;
  }
}
