package io.activo.deploy.template;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What scanners ask of bytes: the grammar of names, and the next byte of a kind. */
final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final byte FIRST = 1;
  private static final byte LATER = 2;
  private static final byte[] NAME = new byte[256];

  static {
    for (char c = '0'; c <= '9'; c++) {
      NAME[c] = LATER;
    }
    for (char c = 'A'; c <= 'Z'; c++) {
      NAME[c] = FIRST;
      NAME[c + 'a' - 'A'] = FIRST;
    }
    NAME['_'] = FIRST;
  }

  private Bytes() {}

  /**
   * Where the longest name ends that begins at an offset; the offset itself when none does. A name
   * is an ASCII letter or {@code _}, and more of them and digits behind it, in every locale.
   */
  static int nameEnd(byte[] text, int from, int limit) {
    if (from >= limit || NAME[text[from] & 0xFF] != FIRST) {
      return from;
    }
    int end = from + 1;
    while (end < limit && NAME[text[end] & 0xFF] != 0) {
      end++;
    }
    return end;
  }

  /** Whether a byte may stand in a name. */
  static boolean inName(byte b) {
    return NAME[b & 0xFF] != 0;
  }

  /** A hash of the bytes between two offsets; eight at a time, of which the last may overlap. */
  static int hash(byte[] text, int from, int to) {
    long hash = (long) to - from;
    if (hash < Long.BYTES) {
      for (int i = from; i < to; i++) {
        hash = (hash << Byte.SIZE) | text[i];
      }
      return (int) mixed(hash);
    }
    int last = to - Long.BYTES;
    for (int i = from; i < last; i += Long.BYTES) {
      hash = mixed(hash ^ (long) LONGS.get(text, i));
    }
    return (int) mixed(hash ^ (long) LONGS.get(text, last));
  }

  private static long mixed(long hash) {
    long product = hash * MIX;
    return product ^ (product >>> Integer.SIZE);
  }

  /** The offset of the next byte of a value, or the limit; eight bytes at a time. */
  static int next(byte[] text, int from, int limit, long eightfold) {
    int i = from;
    for (; i <= limit - Long.BYTES; i += Long.BYTES) {
      long found = marks((long) LONGS.get(text, i) ^ eightfold);
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (i < limit && text[i] != (byte) eightfold) {
      i++;
    }
    return i;
  }

  /** A byte eight times, for {@link #next}. */
  static long eightfold(byte value) {
    return ONES * (value & 0xFF);
  }

  /**
   * Marks bytes that are zero by their highest bit. A zero byte borrows from the next one, so that
   * only the lowest mark can be relied on.
   */
  private static long marks(long eight) {
    return (eight - ONES) & ~eight & HIGH_BITS;
  }
}
