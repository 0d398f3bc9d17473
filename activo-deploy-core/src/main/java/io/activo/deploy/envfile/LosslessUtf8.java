package io.activo.deploy.envfile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as text and back, whatever the bytes are. A byte that is no valid UTF-8 becomes a lone
 * surrogate, {@code U+DC80} to {@code U+DCFF}, which no valid UTF-8 gives.
 */
final class LosslessUtf8 {
  private static final char STRAY = '\uDC00';

  private LosslessUtf8() {}

  static String decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (STRAY + (in.get() & 0xFF)));
      }
    }
  }

  static byte[] encode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int copied = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (isStray(text.codePointAt(i))) {
        bytes.writeBytes(text.substring(copied, i).getBytes(StandardCharsets.UTF_8));
        bytes.write(text.charAt(i) - STRAY);
        copied = i + 1;
      }
    }
    bytes.writeBytes(text.substring(copied).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** Whether the code point stands for a byte that is no valid UTF-8. */
  static boolean isStray(int codePoint) {
    return codePoint >= 0xDC80 && codePoint <= 0xDCFF;
  }

  /** Where the first byte is that is no valid UTF-8; -1 for none. */
  static int strayIn(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (isStray(text.codePointAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /** As Go shows it: a replacement character for each byte. */
  static String shownByGo(String text) {
    if (strayIn(text) < 0) {
      return text;
    }
    return text.codePoints()
        .map(codePoint -> isStray(codePoint) ? '\uFFFD' : codePoint)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** As JavaScript shows it: a replacement character for each longest part of a character. */
  static String shownByJavaScript(String text) {
    return strayIn(text) < 0 ? text : new String(encode(text), StandardCharsets.UTF_8);
  }
}
