package io.activo.deploy.envfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A value with references to variables, as compose-go reads it: {@code $NAME}, {@code ${NAME}}, and
 * {@code ${NAME}} with one of {@code :- - :+ + :? ?} and a word, which may hold references again;
 * {@code $$} is a dollar sign, and so is one that nothing of this follows. A word is looked at only
 * when it is needed: what is malformed in it is an error only then.
 *
 * @param parts texts and references, in order
 */
record ComposeTemplate(List<Part> parts) {

  /** How deep words may stand in words; a file that goes deeper is not meant to be read. */
  static final int DEEPEST = 50;

  /** A part of a template. */
  sealed interface Part {}

  /** Text, its dollar signs single. */
  record Text(String text) implements Part {}

  /**
   * A reference to a variable.
   *
   * @param operator what stands before the word; empty where there is none
   */
  record Reference(String name, String operator, ComposeTemplate word, boolean braced)
      implements Part {}

  /** What begins as a reference and is none, and all that follows. */
  record Malformed(String text, int at) implements Part {}

  /** A value that cannot be had: the reason tells names, never values. */
  static final class Unresolved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unresolved(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  ComposeTemplate {
    parts = List.copyOf(parts);
  }

  static ComposeTemplate parse(String text) {
    return new ComposeTemplate(new ComposeTemplateReader(text, 0).parts());
  }

  /** A text as a template that gives it: its dollar signs doubled. */
  static String escaped(String text) {
    return text.replace("$", "$$");
  }

  /** The text, where the template holds nothing else. */
  Optional<String> literal() {
    if (parts.isEmpty()) {
      return Optional.of("");
    }
    return parts.size() == 1 && parts.get(0) instanceof Text text
        ? Optional.of(text.text())
        : Optional.empty();
  }

  /** Where the first reference is malformed, words not looked at. */
  OptionalInt malformed() {
    return parts.stream()
        .filter(Malformed.class::isInstance)
        .mapToInt(part -> ((Malformed) part).at())
        .findFirst();
  }

  /** The names of the variables that it refers to, those in words among them. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Reference reference) {
        names.add(reference.name());
        names.addAll(reference.word().names());
      }
    }
    return names;
  }

  /**
   * The value in an environment.
   *
   * @throws Unresolved if a required variable is absent, or a reference malformed
   */
  String resolve(Function<String, Optional<String>> environment) {
    StringBuilder value = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Text text) {
        value.append(text.text());
      } else if (part instanceof Reference reference) {
        value.append(resolve(reference, environment));
      } else {
        throw new Unresolved("a reference is malformed");
      }
    }
    return value.toString();
  }

  private static String resolve(
      Reference reference, Function<String, Optional<String>> environment) {
    Optional<String> variable = environment.apply(reference.name());
    boolean set =
        reference.operator().startsWith(":")
            ? variable.isPresent() && !variable.get().isEmpty()
            : variable.isPresent();
    return switch (reference.operator()) {
      case ":-", "-" -> set ? variable.orElse("") : reference.word().resolve(environment);
      case ":+", "+" -> set ? reference.word().resolve(environment) : variable.orElse("");
      case ":?", "?" -> {
        if (!set) {
          throw new Unresolved("the variable " + reference.name() + " is required");
        }
        yield variable.orElse("");
      }
      default -> variable.orElse("");
    };
  }

  /** The template as it is written. */
  String written() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part instanceof Text plain) {
        text.append(escaped(plain.text()));
      } else if (part instanceof Malformed malformed) {
        text.append(malformed.text());
      } else if (part instanceof Reference reference) {
        boolean braced = reference.braced() || (i + 1 < parts.size() && joins(parts.get(i + 1)));
        text.append(written(reference, braced));
      }
    }
    return text.toString();
  }

  private static String written(Reference reference, boolean braced) {
    String inner = reference.name() + reference.operator() + reference.word().written();
    return braced ? "${" + inner + "}" : "$" + inner;
  }

  /** Whether a part would go on with the name that stands before it. */
  private static boolean joins(Part next) {
    return next instanceof Text text
        && !text.text().isEmpty()
        && ComposeTemplateReader.continuesName(text.text().charAt(0));
  }

  /** Says nothing: the value may be a secret. */
  @Override
  public String toString() {
    return "ComposeTemplate";
  }
}
