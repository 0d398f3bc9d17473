package io.activo.deploy.template;

import io.activo.deploy.problem.Place;
import java.util.Arrays;
import java.util.List;

/**
 * Offsets of a UTF-8 text as lines and columns, and back, in any order; questions that go forward
 * within a line read it once. Columns count code points; a byte order mark at the beginning counts
 * as none.
 */
final class Lines {
  private final String file;
  private final byte[] text;
  private final int[] starts;
  private int knownOffset;
  private int knownLine = 1;
  private int knownColumn = 1;

  Lines(String file, byte[] text) {
    this.file = file;
    this.text = text;
    this.starts = starts(text);
    this.knownOffset = starts[0];
  }

  private static int[] starts(byte[] text) {
    int[] starts = new int[16];
    starts[0] = markLength(text);
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

  /** How many bytes a byte order mark at the beginning has. */
  private static int markLength(byte[] text) {
    boolean marked =
        text.length >= 3
            && text[0] == (byte) 0xEF
            && text[1] == (byte) 0xBB
            && text[2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }

  static boolean isFirstByte(byte b) {
    return (b & 0xC0) != 0x80;
  }

  /** The place of an offset. */
  Place.InText place(int offset) {
    int line = line(offset);
    startFrom(line, offset >= knownOffset);
    while (knownOffset < offset) {
      forward();
    }
    return Place.in(file, line, knownColumn);
  }

  /** The line of an offset, and a caret below the offset. */
  List<String> excerpt(int offset) {
    return Excerpt.withCaret(text, starts[line(offset) - 1], offset);
  }

  private int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return Math.max(1, found >= 0 ? found + 1 : -found - 1);
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
    } while (knownOffset < text.length && !isFirstByte(text[knownOffset]));
    knownColumn++;
  }
}
