package io.activo.deploy.envfile;

import io.activo.deploy.envfile.ComposeTemplate.Part;
import io.activo.deploy.envfile.ComposeTemplate.Reference;
import io.activo.deploy.envfile.ComposeTemplate.Text;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Edits a value that refers to variables: its text, and the words of {@code ${NAME:-word}} and
 * {@code ${NAME:+word}}, which are values too. The references stay. While the text is edited each
 * of them is one private character that belongs to no word, no name and no number.
 */
final class TemplateEdit {
  private static final int FIRST = 0xF0000;
  private static final int LAST = 0xFFFFD;

  private final String key;
  private final ValueEdit edit;

  TemplateEdit(String key, ValueEdit edit) {
    this.key = key;
    this.edit = edit;
  }

  /** Whether the character stands for a reference while a text is edited. */
  static boolean isReference(int codePoint) {
    return codePoint >= FIRST && codePoint <= LAST;
  }

  /**
   * The edited template.
   *
   * @throws DeployException if a reference does not survive, or would not be read again
   */
  ComposeTemplate apply(ComposeTemplate template) {
    ComposeTemplate edited = edited(template);
    if (!ComposeTemplate.parse(edited.written()).written().equals(edited.written())
        || !ComposeTemplate.parse(edited.written()).names().equals(template.names())) {
      throw refused("the new text cannot stand inside a reference to a variable");
    }
    return edited;
  }

  private ComposeTemplate edited(ComposeTemplate template) {
    List<Part> references = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Part part : template.parts()) {
      if (part instanceof Text plain) {
        check(plain.text());
        text.append(plain.text());
      } else {
        text.appendCodePoint(FIRST + references.size());
        references.add(part);
      }
    }
    if (references.size() > LAST - FIRST) {
      throw refused("more references than can be told apart");
    }
    return new ComposeTemplate(parts(edit.apply(key, text.toString()), references));
  }

  private void check(String text) {
    if (text.codePoints().anyMatch(TemplateEdit::isReference)) {
      throw refused("a private character stands beside references");
    }
  }

  private List<Part> parts(String edited, List<Part> references) {
    List<Part> parts = new ArrayList<>();
    int next = 0;
    int copied = 0;
    for (int i = 0; i < edited.length(); i += Character.charCount(edited.codePointAt(i))) {
      int codePoint = edited.codePointAt(i);
      if (isReference(codePoint)) {
        if (codePoint != FIRST + next) {
          throw refused("a reference to a variable would move");
        }
        addText(edited.substring(copied, i), parts);
        parts.add(withEditedWord(references.get(next)));
        copied = i + Character.charCount(codePoint);
        next++;
      }
    }
    if (next != references.size()) {
      throw refused("a reference to a variable would be replaced");
    }
    addText(edited.substring(copied), parts);
    return parts;
  }

  private static void addText(String text, List<Part> parts) {
    if (!text.isEmpty()) {
      parts.add(new Text(text));
    }
  }

  /** The message of {@code :?} is no value. */
  private Part withEditedWord(Part part) {
    if (part instanceof Reference reference && reference.operator().matches(":?[-+]")) {
      return new Reference(
          reference.name(), reference.operator(), edited(reference.word()), reference.braced());
    }
    return part;
  }

  private DeployException refused(String what) {
    return new DeployException(
        Problem.of(
            "'" + key + "' cannot be rewritten: " + what, "give '" + key + "' its value by 'set'"));
  }
}
