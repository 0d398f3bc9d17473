package io.activo.deploy.template;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Keeps what the scanner finds in a text: the references, or what is wrong with the others. */
final class TemplateReader implements Scanner.Found {
  private final String file;
  private final byte[] text;
  private final TemplateRules rules;
  private final Names names;
  private final References references = new References();
  private final Problems problems = new Problems();
  private final MalformedReference malformed;

  TemplateReader(String file, byte[] text, TemplateRules rules) {
    this.file = file;
    this.text = text;
    this.rules = rules;
    this.names = new Names(text, rules::substitutes);
    this.malformed = new MalformedReference(text, new Positions(file, text));
  }

  /** Reads the whole text. */
  TemplateReader read() {
    if (rules.dialect() != Dialect.NONE) {
      new Scanner(text, this).scan();
    }
    return this;
  }

  String file() {
    return file;
  }

  byte[] text() {
    return text;
  }

  TemplateRules rules() {
    return rules;
  }

  References references() {
    return references;
  }

  /** The names that rendering asks for, by number. */
  List<String> names() {
    return names.numbered();
  }

  /** What is wrong with the references that are none. */
  List<Problem> malformed() {
    return problems.list();
  }

  @Override
  public void reference(int from, int to, int nameFrom, int nameTo) {
    int name = names.numberOf(nameFrom, nameTo);
    if (name != Names.KEPT) {
      references.add(from, to, name);
    }
  }

  @Override
  public void malformed(int from, int nameFrom, int nameTo) {
    if (rules.dialect() == Dialect.STRICT && !isKept(nameFrom, nameTo)) {
      problems.add(malformed.problem(from, nameFrom, nameTo));
    }
  }

  private boolean isKept(int nameFrom, int nameTo) {
    String name = new String(text, nameFrom, nameTo - nameFrom, StandardCharsets.US_ASCII);
    return !name.isEmpty() && !rules.substitutes(name);
  }
}
