package io.activo.deploy.template;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a <code>${</code> that begins no reference of the strict dialect. */
final class MalformedReference {
  private static final Pattern VALUE_FORM = Pattern.compile(":?[-=+?]");

  private final byte[] text;
  private final Positions positions;

  MalformedReference(byte[] text, Positions positions) {
    this.text = text;
    this.positions = positions;
  }

  /** The problem of the mark at {@code from}, behind which the name stands; it may be empty. */
  Problem problem(int from, int nameFrom, int nameTo) {
    Place place = positions.at(from);
    String name = positions.shown(nameFrom, nameTo);
    return Problem.of(what(name, nameTo), place, fix(name)).withDetail(positions.excerpt());
  }

  private String what(String name, int nameTo) {
    if (nameTo >= text.length || text[nameTo] == '\n' || text[nameTo] == '\r') {
      return "'${" + name + "' is not closed";
    }
    if (!name.isEmpty()) {
      Matcher form = VALUE_FORM.matcher(positions.shown(nameTo, Math.min(text.length, nameTo + 2)));
      return form.lookingAt()
          ? "the form ${" + name + form.group() + "...} is not in this version"
          : "'${" + name + "' is not followed by '}'";
    }
    return text[nameTo] == '}' ? "${} names no variable" : "'${' is not followed by a name";
  }

  private static String fix(String name) {
    return name.isEmpty()
        ? "write ${NAME}, a name of ASCII letters, digits and '_' that begins with no digit"
        : "write ${" + name + "}, or name it in templates.passthrough, to stay as it is written";
  }
}
