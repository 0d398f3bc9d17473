package io.activo.deploy.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
  private @Nullable Entry[] slots = new @Nullable Entry[64];
  private int used;

  Names(Predicate<String> substituted) {
    this.substituted = substituted;
  }

  /**
   * The number of the name between two offsets of a text, counted from 0; {@link #KEPT} for one
   * that stays as it is written.
   */
  int numberOf(byte[] text, int from, int to) {
    int hash = Bytes.hash(text, from, to);
    int slot = slot(hash);
    for (Entry entry = slots[slot]; entry != null; entry = slots[slot]) {
      if (entry.is(hash, text, from, to)) {
        return entry.number;
      }
      slot = slot(slot + 1);
    }
    return add(Arrays.copyOfRange(text, from, to), hash).number;
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

  private Entry add(byte[] bytes, int hash) {
    String name = name(bytes, 0, bytes.length);
    int number = substituted.test(name) ? numbered.size() : KEPT;
    if (number != KEPT) {
      numbered.add(name);
    }
    used++;
    if (used * 2 > slots.length) {
      grow();
    }
    Entry entry = new Entry(bytes, hash, number);
    put(entry);
    return entry;
  }

  private void grow() {
    @Nullable Entry[] before = slots;
    slots = new @Nullable Entry[2 * before.length];
    for (Entry entry : before) {
      if (entry != null) {
        put(entry);
      }
    }
  }

  private void put(Entry entry) {
    int slot = slot(entry.hash);
    while (slots[slot] != null) {
      slot = slot(slot + 1);
    }
    slots[slot] = entry;
  }

  private int slot(int hash) {
    return hash & (slots.length - 1);
  }
}
