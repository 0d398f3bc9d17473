package io.activo.deploy.envfile;

/** What stands around a value. */
enum Quote {
  NONE(""),
  SINGLE("'"),
  DOUBLE("\""),
  BACKTICK("`");

  private final String mark;

  Quote(String mark) {
    this.mark = mark;
  }

  /** The quote; empty for none. */
  String mark() {
    return mark;
  }

  /** The quote that a character is; {@link #NONE} for every other character. */
  static Quote of(char c) {
    return switch (c) {
      case '\'' -> SINGLE;
      case '"' -> DOUBLE;
      case '`' -> BACKTICK;
      default -> NONE;
    };
  }
}
