package io.activo.deploy.problem;

/** Where a {@link Problem} is: a position in a text, a named thing, or nowhere in particular. */
public sealed interface Place {

  /**
   * A position in a text file.
   *
   * @param file the file's name as the user wrote it, relative to the description where possible
   * @param line from 1
   * @param column in characters (code points), from 1
   */
  record InText(String file, int line, int column) implements Place {
    public InText {
      if (line < 1 || column < 1) {
        throw new IllegalArgumentException("line and column count from 1: " + line + ":" + column);
      }
    }

    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  /** A thing with a name: an object in a cluster, an image, a property of the command line. */
  record Named(String name) implements Place {
    @Override
    public String toString() {
      return name;
    }
  }

  /** No place that would help the reader. */
  record Nowhere() implements Place {
    @Override
    public String toString() {
      return "";
    }
  }

  /** The position {@code line}:{@code column} of {@code file}. */
  static Place.InText in(String file, int line, int column) {
    return new InText(file, line, column);
  }

  /** The thing called {@code name}. */
  static Place of(String name) {
    return new Named(name);
  }

  /** No place. */
  static Place nowhere() {
    return new Nowhere();
  }
}
