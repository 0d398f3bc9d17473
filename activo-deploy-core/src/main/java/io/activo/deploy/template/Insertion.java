package io.activo.deploy.template;

/**
 * A value in a rendered text.
 *
 * @param index which one it is, counted from 0 in the order of the text
 * @param name the variable's name
 * @param value the value as it was inserted; it may be a secret
 * @param from where it begins in the rendered text, in bytes
 * @param to where it ends there
 */
public record Insertion(int index, String name, String value, int from, int to) {
  /** The name and the place, not the value. */
  @Override
  public String toString() {
    return name + " at " + from + ".." + to;
  }
}
