package io.activo.deploy.template;

import io.activo.deploy.problem.Problem;

/**
 * Something wrong at a place of a template.
 *
 * @param at the offset in bytes
 * @param what as in {@link Problem}
 * @param fix as in {@link Problem}
 */
record Mistake(int at, String what, String fix) {

  /** This mistake with its line, column and caret. */
  Problem problem(Lines lines) {
    return Problem.of(what, lines.place(at), fix).withDetail(lines.excerpt(at));
  }
}
