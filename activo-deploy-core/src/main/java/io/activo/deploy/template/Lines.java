package io.activo.deploy.template;

import io.activo.deploy.problem.Place;
import java.util.Arrays;

/**
 * Offsets of a UTF-8 text as lines and columns, and back, in any order; questions that go forward
 * within a line read it once. Columns count code points; a byte order mark at the beginning counts
 * as none.
 */
final class Lines {
  private final byte[] text;
  private final int[] starts;
  private int knownOffset;
  private int knownLine = 1;
  private int knownColumn = 1;

  Lines(byte[] text) {
    this.text = text;
    this.starts = starts(text);
    this.knownOffset = starts[0];
  }

  private static int[] starts(byte[] text) {
    int[] starts = new int[16];
    starts[0] = Positions.markLength(text);
    int count = 1;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  Place.InText place(String file, int offset) {
    int found = Arrays.binarySearch(starts, offset);
    int line = Math.max(1, found >= 0 ? found + 1 : -found - 1);
    startFrom(line, offset >= knownOffset);
    while (knownOffset < offset) {
      forward();
    }
    return Place.in(file, line, knownColumn);
  }

  /** Behind the last line or column: where the text or the line ends. */
  int offset(int line, int column) {
    int known = Math.min(line, starts.length);
    startFrom(known, column >= knownColumn);
    while (knownColumn < column && knownOffset < text.length && text[knownOffset] != '\n') {
      forward();
    }
    return knownOffset;
  }

  private void startFrom(int line, boolean isAhead) {
    if (line != knownLine || !isAhead) {
      knownLine = line;
      knownOffset = starts[line - 1];
      knownColumn = 1;
    }
  }

  /** Over one code point. */
  private void forward() {
    do {
      knownOffset++;
    } while (knownOffset < text.length && !Positions.isFirstByte(text[knownOffset]));
    knownColumn++;
  }
}
