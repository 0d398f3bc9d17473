package io.activo.deploy.template;

import io.activo.deploy.template.OpenBraces.Kind;

/** Finds references and forms, and refuses every other <code>${</code>; see {@link Dialect}. */
final class StrictScanner extends FormScanner {
  StrictScanner(TemplateRules rules, byte[] text, Names names, Found found) {
    super(rules, text, names, found);
  }

  @Override
  int next(int from) {
    if (open.isEmpty()) {
      return nextDollar(from);
    }
    int at = from;
    while (at < limit && text[at] != '$' && text[at] != '}' && text[at] != '{') {
      at++;
    }
    return at;
  }

  @Override
  int readAt(int at) {
    if (text[at] == '$') {
      return stands('{', at + 1) ? readBraced(at) : readBare(at);
    }
    if (text[at] == '}') {
      return readClose(at);
    }
    if (open.kind() == Kind.WORD) {
      mistake(
          at,
          "'{' stands in the word of a form, which the first '}' ends",
          "give the word to a variable of its own, and write ${A:-${B}}");
    }
    return at + 1;
  }

  private int readBare(int dollar) {
    return rules.isValue() ? dollar + 1 : readName(dollar);
  }
}
