package io.activo.deploy.yaml;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Places;
import java.util.Arrays;

/**
 * Where the characters of a text are for its reader. Lines end at line feeds alone, as editors
 * count them; YAML itself knows more line breaks.
 */
final class TextPlaces {
  private final Places places;
  private final int firstLine;

  /** Where lines begin, in code points. */
  private final int[] starts;

  /**
   * The places of a text.
   *
   * @param firstLine the line of the whole text on which this part of it begins, from 1
   */
  TextPlaces(Places places, int firstLine, String text) {
    this.places = places;
    this.firstLine = firstLine;
    this.starts = starts(text);
  }

  private static int[] starts(String text) {
    int[] starts = new int[16];
    int count = 1;
    int codePoints = 0;
    int begin = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
      codePoints += text.codePointCount(begin, end + 1);
      begin = end + 1;
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = codePoints;
    }
    return Arrays.copyOf(starts, count);
  }

  /** The place of the character at an index, counted in code points. */
  Place.InText at(int index) {
    int found = Arrays.binarySearch(starts, index);
    int line = found >= 0 ? found : -found - 2;
    return places.at(firstLine + line, index - starts[line] + 1);
  }

  Place.InText begin() {
    return places.at(firstLine, 1);
  }
}
