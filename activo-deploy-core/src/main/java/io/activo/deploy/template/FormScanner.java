package io.activo.deploy.template;

import io.activo.deploy.template.OpenBraces.Kind;
import java.util.Optional;

/** What the dialects with forms share: the braces, and what may stand behind <code>${</code>. */
abstract class FormScanner extends Scanner {
  final OpenBraces open = new OpenBraces();
  final TemplateRules rules;

  FormScanner(TemplateRules rules, byte[] text, Names names, Found found) {
    super(text, names, found);
    this.rules = rules;
  }

  @Override
  final void scanAll() {
    int at = next(0);
    while (at < limit) {
      at = next(readAt(at));
    }
    while (!open.isEmpty()) {
      int begin = open.offset();
      if (open.pop() == Kind.WORD) {
        int name = begin + 2;
        String written = Excerpt.of(text, begin, nameEnd(name));
        mistake(begin, "'" + written + "' is not closed", "write '}' where its word ends");
      }
    }
  }

  /** The next byte from an offset that may mean something, or the limit. */
  abstract int next(int from);

  /** Reads what begins there, and gives the offset from which the scan goes on. */
  abstract int readAt(int at);

  /** Reads a dollar and the name that stands right behind it; the offset behind both. */
  final int readName(int dollar) {
    int end = nameEnd(dollar + 1);
    if (end > dollar + 1) {
      int number = names.numberOf(text, dollar + 1, end);
      if (number != Names.KEPT) {
        tellReference(dollar, end, number);
      }
    }
    return end;
  }

  /** Reads a <code>${</code> up to the end of the reference or to where its word begins. */
  final int readBraced(int dollar) {
    int name = dollar + 2;
    int end = nameEnd(name);
    boolean simple = end > name && stands('}', end);
    int number = end > name ? names.numberOf(text, name, end) : Names.KEPT;
    if (number == Names.KEPT && (end > name || rules.substitute().isPresent())) {
      return keep(dollar, simple ? end + 1 : end, simple);
    }
    if (simple) {
      tellReference(dollar, end + 1, number);
      return end + 1;
    }
    Optional<Form> form = end > name ? Form.at(text, end, limit) : Optional.empty();
    if (form.isPresent() && rules.allows(form.get())) {
      int word = end + form.get().length();
      tellForm(dollar, word, number, form.get());
      open.push(dollar, Kind.WORD);
      return word;
    }
    form.ifPresentOrElse(
        assignment -> refused(dollar, end, assignment), () -> malformed(dollar, name, end));
    open.push(dollar, Kind.BROKEN);
    return end;
  }

  /** Text stays; within a word its closing brace is not the word's. */
  private int keep(int dollar, int to, boolean closed) {
    if (!closed && !open.isEmpty()) {
      open.push(dollar, Kind.TEXT);
    }
    return to;
  }

  /** Reads a closing brace, which ends what was opened last. */
  final int readClose(int brace) {
    if (open.pop() == Kind.WORD) {
      tellClose(brace, brace + 1);
    }
    return brace + 1;
  }

  private void refused(int dollar, int nameTo, Form form) {
    String written = Excerpt.of(text, dollar, nameTo);
    mistake(
        dollar,
        "'" + written + form.sign() + "' assigns, which a value cannot do",
        "write a variable's default instead");
  }

  private void malformed(int dollar, int nameFrom, int nameTo) {
    String name = Excerpt.of(text, nameFrom, nameTo);
    String fix =
        name.isEmpty()
            ? "write ${NAME}, a name of ASCII letters, digits and '_' that begins with no digit"
            : "write ${"
                + name
                + "} or ${"
                + name
                + ":-default}"
                + (rules.isValue()
                    ? ""
                    : ", or name it in templates.passthrough, to stay as it is written");
    mistake(dollar, malformation(name, nameTo), fix);
  }

  private String malformation(String name, int nameTo) {
    if (nameTo >= limit || text[nameTo] == '\n' || text[nameTo] == '\r') {
      return "'${" + name + "' is not closed";
    }
    if (!name.isEmpty()) {
      return "'${" + name + "' is followed neither by '}' nor by one of :- - := = :+ + :? ?";
    }
    return text[nameTo] == '}' ? "${} names no variable" : "'${' is not followed by a name";
  }

  final void mistake(int at, String what, String fix) {
    found.mistake(new Mistake(at, what, fix));
  }
}
