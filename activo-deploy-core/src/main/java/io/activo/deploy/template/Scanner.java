package io.activo.deploy.template;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the references of a text by the grammar of GNU envsubst 0.21, which knows bytes and no
 * locale: {@code $NAME} with the longest name that stands there, and <code>${NAME}</code>. After a
 * <code>${NAME</code> that is no reference the scan goes on behind the name, so that <code>
 * ${A:-$B}</code> holds a reference to {@code B}.
 */
final class Scanner {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long DOLLARS = ONES * '$';

  private final byte[] text;
  private final Found found;

  /** Told what is found, in the order of the text. */
  interface Found {
    /** A reference between two offsets, and its name between two others. */
    void reference(int from, int to, int nameFrom, int nameTo);

    /** A <code>${</code> that begins no reference, and the name behind it, which may be empty. */
    void malformed(int from, int nameFrom, int nameTo);
  }

  Scanner(byte[] text, Found found) {
    this.text = text;
    this.found = found;
  }

  /** Reads the whole text once. */
  void scan() {
    int dollar = nextDollar(0);
    while (dollar < text.length) {
      dollar = nextDollar(readAt(dollar));
    }
  }

  /** Reads what begins with the dollar, and gives the offset from which the scan goes on. */
  private int readAt(int dollar) {
    int next = dollar + 1;
    if (next < text.length && text[next] == '{') {
      return readBraced(dollar);
    }
    int end = nameEnd(next);
    if (end > next) {
      found.reference(dollar, end, next, end);
    }
    return end;
  }

  private int readBraced(int dollar) {
    int name = dollar + 2;
    int end = nameEnd(name);
    if (end > name && end < text.length && text[end] == '}') {
      found.reference(dollar, end + 1, name, end);
      return end + 1;
    }
    found.malformed(dollar, name, end);
    return end;
  }

  private int nameEnd(int from) {
    if (from >= text.length || !startsName(text[from])) {
      return from;
    }
    int end = from + 1;
    while (end < text.length && (startsName(text[end]) || isDigit(text[end]))) {
      end++;
    }
    return end;
  }

  private static boolean startsName(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The offset of the next dollar, the text's length when there is none; eight bytes at a time. */
  private int nextDollar(int from) {
    int i = from;
    for (; i <= text.length - Long.BYTES; i += Long.BYTES) {
      long dollars = dollars((long) LONGS.get(text, i));
      if (dollars != 0) {
        return i + Long.numberOfTrailingZeros(dollars) / Byte.SIZE;
      }
    }
    while (i < text.length && text[i] != '$') {
      i++;
    }
    return i;
  }

  /**
   * Marks dollars among eight bytes by their highest bit. A byte of the difference that is zero
   * borrows from the next one, so that only the lowest mark can be relied on.
   */
  private static long dollars(long eight) {
    long difference = eight ^ DOLLARS;
    return (difference - ONES) & ~difference & HIGH_BITS;
  }
}
