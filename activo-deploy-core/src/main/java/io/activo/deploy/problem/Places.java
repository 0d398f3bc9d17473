package io.activo.deploy.problem;

/** Where a position of a text is for its reader: in the file that a team wrote. */
@FunctionalInterface
public interface Places {

  /** The place of a line and a column of the text, both counted from 1, columns in code points. */
  Place.InText at(int line, int column);

  /** The places of a text that stands in a file as it is. */
  static Places in(String file) {
    return (line, column) -> Place.in(file, line, column);
  }
}
