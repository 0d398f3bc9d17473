package io.activo.deploy.description;

import io.activo.deploy.image.ImageReference;
import java.util.List;

/** Where an image comes from. */
public sealed interface ImageSource {

  /** It is built at every deploy. */
  record Built() implements ImageSource {}

  /**
   * It is built unless a registry has it: under its own name, or that of another environment from
   * which it is copied.
   *
   * @param elsewhere the same image of other environments, in written order
   * @param proven whether only an image that tells the same inputs is taken; else one that tells
   *     none is taken too
   */
  record BuiltWhenMissing(List<Elsewhere> elsewhere, boolean proven) implements ImageSource {
    public BuiltWhenMissing {
      elsewhere = List.copyOf(elsewhere);
    }
  }

  /**
   * It is there and never built.
   *
   * @param from the image that is taken, by tag or digest
   * @param why who says so, for the reader of a plan
   */
  record Taken(ImageReference from, String why) implements ImageSource {}

  /** The image of another environment. */
  record Elsewhere(String environment, ImageReference reference) {}
}
