package io.activo.deploy.template;

import java.util.Optional;

/**
 * A part of a rendered text.
 *
 * @param from where it begins in the rendered text, in bytes
 * @param to where it ends there
 * @param at where it comes from in the template, in bytes: the text itself, or the reference of
 *     which it is the value
 * @param name the variable whose value it is; empty for text of the template
 */
record Piece(int from, int to, int at, Optional<String> name) {}
