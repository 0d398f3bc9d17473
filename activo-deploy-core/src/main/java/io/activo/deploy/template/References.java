package io.activo.deploy.template;

import java.util.Arrays;

/** Where a template's references stand and which names they ask for, in the order of the text. */
final class References {
  private static final int WIDTH = 3;

  private int[] cells = new int[WIDTH * 16];
  private int used;

  /** Adds the reference between two offsets to the name with this number. */
  void add(int from, int to, int name) {
    if (used + WIDTH > cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    cells[used] = from;
    cells[used + 1] = to;
    cells[used + 2] = name;
    used += WIDTH;
  }

  int count() {
    return used / WIDTH;
  }

  int from(int index) {
    return cells[index * WIDTH];
  }

  int to(int index) {
    return cells[index * WIDTH + 1];
  }

  int name(int index) {
    return cells[index * WIDTH + 2];
  }
}
