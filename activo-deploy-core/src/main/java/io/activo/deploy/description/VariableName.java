package io.activo.deploy.description;

import java.util.regex.Pattern;

/** What may be the name of a variable: ASCII letters, digits and {@code _}, a digit not first. */
final class VariableName {
  /** What the reader of a problem can do about another name. */
  static final String FIX = "use letters, digits and _, a digit not first";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private VariableName() {}

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
