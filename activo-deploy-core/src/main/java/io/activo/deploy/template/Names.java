package io.activo.deploy.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The names of a template, each known once, found by the bytes that stand in the text so that a
 * name that occurs a million times becomes a string once. A hash table with open addressing.
 */
final class Names {
  /** The number of a name that is not substituted. */
  static final int KEPT = -1;

  private static final class Entry {
    private final byte[] name;
    private final int hash;
    private final int number;

    Entry(byte[] name, int hash, int number) {
      this.name = name;
      this.hash = hash;
      this.number = number;
    }

    boolean is(int otherHash, byte[] text, int from, int to) {
      return hash == otherHash && Arrays.equals(name, 0, name.length, text, from, to);
    }
  }

  private final Predicate<String> substituted;
  private final List<String> numbered = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private int[] slots = new int[64];

  Names(Predicate<String> substituted) {
    this.substituted = substituted;
    Arrays.fill(slots, -1);
  }

  /**
   * The number of the name between two offsets of a text, counted from 0; {@link #KEPT} for one
   * that stays as it is written.
   */
  int numberOf(byte[] text, int from, int to) {
    int hash = hash(text, from, to);
    int slot = slot(hash);
    while (slots[slot] >= 0) {
      Entry entry = entries.get(slots[slot]);
      if (entry.is(hash, text, from, to)) {
        return entry.number;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(slot, Arrays.copyOfRange(text, from, to), hash);
  }

  /** The name between two offsets of a text. */
  static String name(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.US_ASCII);
  }

  /** The name with this number. */
  String name(int number) {
    return numbered.get(number);
  }

  /** The names that are substituted, by number. */
  List<String> numbered() {
    return List.copyOf(numbered);
  }

  private int add(int slot, byte[] bytes, int hash) {
    String name = name(bytes, 0, bytes.length);
    int number = substituted.test(name) ? numbered.size() : KEPT;
    if (number != KEPT) {
      numbered.add(name);
    }
    slots[slot] = entries.size();
    entries.add(new Entry(bytes, hash, number));
    if (entries.size() * 2 > slots.length) {
      grow();
    }
    return number;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    Arrays.fill(slots, -1);
    for (int index = 0; index < entries.size(); index++) {
      int slot = slot(entries.get(index).hash);
      while (slots[slot] >= 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = index;
    }
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 15)) & (slots.length - 1);
  }

  private static int hash(byte[] text, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    return hash;
  }
}
