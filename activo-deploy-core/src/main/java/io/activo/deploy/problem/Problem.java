package io.activo.deploy.problem;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One thing that is wrong, as its reader needs it.
 *
 * @param what what is wrong, a clause without a full stop: {@code unknown key 'brnaches'}
 * @param where where it is
 * @param fix what the reader can do about it, a clause; empty where nothing can be said
 * @param detail further lines, shown below: a line of the file with a caret, the last output
 */
public record Problem(String what, Place where, String fix, List<String> detail) {
  public Problem {
    detail = List.copyOf(detail);
  }

  /** A problem without further lines. */
  public static Problem of(String what, Place where, String fix) {
    return new Problem(what, where, fix, List.of());
  }

  /** A problem that is nowhere in particular. */
  public static Problem of(String what, String fix) {
    return of(what, Place.nowhere(), fix);
  }

  /** This problem with further lines below it. */
  public Problem withDetail(List<String> lines) {
    return new Problem(what, where, fix, lines);
  }

  /** This problem at a place, if it has none. */
  public Problem at(Place place) {
    return where instanceof Place.Nowhere ? new Problem(what, place, fix, detail) : this;
  }

  /** This problem with every text but its place changed, for masking. */
  public Problem map(UnaryOperator<String> change) {
    return new Problem(
        change.apply(what), where, change.apply(fix), detail.stream().map(change).toList());
  }

  /** The first line: {@code where: what; fix}. */
  public String headline() {
    String place = where.toString();
    return (place.isEmpty() ? "" : place + ": ") + what + (fix.isEmpty() ? "" : "; " + fix);
  }

  /** The headline, and the further lines indented by four blanks. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(headline());
    detail.forEach(line -> text.append("\n    ").append(line));
    return text.toString();
  }
}
