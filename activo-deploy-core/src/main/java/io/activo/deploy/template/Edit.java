package io.activo.deploy.template;

/**
 * A change of a rendered text.
 *
 * @param from where the part begins that is replaced, in bytes of the rendered text
 * @param to where it ends
 * @param text what stands in its place; it may be a secret
 */
public record Edit(int from, int to, String text) {
  /** The place alone. */
  @Override
  public String toString() {
    return "Edit[" + from + ".." + to + "]";
  }
}
