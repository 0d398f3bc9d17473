package io.activo.deploy.envfile;

import java.util.regex.Pattern;

/**
 * IPv4 addresses in every notation that POSIX {@code inet_addr} takes: one to four parts, each
 * decimal, hexadecimal with {@code 0x} or octal with {@code 0}, the last one for all bytes that are
 * left. So {@code 127.1}, {@code 0x7f.1} and {@code 2130706433} are {@code 127.0.0.1}.
 */
final class NumericAddress {
  private static final Pattern PARTS =
      Pattern.compile("(?:(?:0x[0-9a-f]{1,8}|[0-9]{1,11})(?:\\.(?!$)|$)){1,4}");

  private NumericAddress() {}

  /** Whether the text, in lower case, is in {@code 127.0.0.0/8} or is {@code 0.0.0.0}. */
  static boolean isLoopback(String host) {
    if (!PARTS.matcher(host).matches()) {
      return false;
    }
    String[] parts = host.split("\\.", -1);
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      int bits = i < parts.length - 1 ? 8 : 8 * (5 - parts.length);
      long part = number(parts[i]);
      if (part >>> bits != 0) {
        return false;
      }
      address = address << bits | part;
    }
    return address == 0 || address >>> 24 == 127;
  }

  /** More than any part may be where an octal number has another digit. */
  private static long number(String part) {
    if (part.startsWith("0x")) {
      return Long.parseLong(part.substring(2), 16);
    }
    boolean octal = part.startsWith("0") && part.length() > 1;
    return octal && !part.matches("[0-7]+") ? Long.MAX_VALUE : Long.parseLong(part, octal ? 8 : 10);
  }
}
