package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.template.Insertion;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.Optional;

/** Says how a value breaks a document, and what its author can do about it. */
final class Breakage {
  private static final String RAW = "; if it is meant to be YAML or JSON, name it in templates.raw";

  /** What can be done about a key. */
  static final String MEND_OF_KEY =
      "use a value that no other key of this map has, in double quotes if it is no plain word"
          + RAW;

  private Breakage() {}

  /** What is wrong with a value in a key. */
  static String ofKey(Insertion value) {
    return "with the value of "
        + value.name()
        + " this key is there already, or changes the structure of the document";
  }

  /** What is wrong with a value in the scalar that it stands in, if it does in one. */
  static String what(Insertion value, Optional<YamlScalar> scalar, boolean unset) {
    String what = "the value of " + value.name();
    if (unset) {
      return value.name() + " is not set, and left empty it makes another document of this one";
    }
    if (scalar.isEmpty()) {
      return what + " does not end where the comment or name ends that it stands in";
    }
    return switch (scalar.get().style()) {
      case PLAIN -> what + " changes the structure of the document";
      case SINGLE_QUOTED -> what + " ends the quotes that it stands in, or has a line break";
      case DOUBLE_QUOTED -> what + " ends the quotes that it stands in, or is read as an escape";
      case LITERAL -> what + " ends the block that it stands in, or shifts its lines";
      case FOLDED -> what + " has line breaks, which this block folds, or ends it";
    };
  }

  /** What can be done about it; {@code quote: auto} is no advice where it is set already. */
  static String fix(Insertion value, Optional<YamlScalar> scalar, boolean auto, boolean unset) {
    if (unset) {
      return "set it, or name it in templates.passthrough";
    }
    if (scalar.isEmpty()) {
      return "move the reference out of there, or use a value on one line";
    }
    boolean lines = value.value().indexOf('\n') >= 0;
    String orAuto = auto ? "" : ", or set templates.quote: auto";
    return switch (scalar.get().style()) {
      case PLAIN ->
          (lines ? "write it as a block behind '|'" : "put it in double quotes") + orAuto + RAW;
      case SINGLE_QUOTED -> "use double quotes" + (auto ? "" : " and set templates.quote: auto");
      case DOUBLE_QUOTED ->
          auto ? "use another value" : "set templates.quote: auto, which writes escapes";
      case LITERAL ->
          value.value().indexOf('\r') >= 0
              ? "YAML keeps no carriage return in a block: store the value with line feeds alone"
              : "let the block begin with a line of its own, or use another value; the dialect gnu"
                  + " indents no lines";
      case FOLDED -> "write '|' in place of '>'";
    };
  }
}
