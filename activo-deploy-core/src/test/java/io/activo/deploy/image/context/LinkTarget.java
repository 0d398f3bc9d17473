package io.activo.deploy.image.context;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Prints what a symbolic link points to as octal escapes; for a JVM of its own. */
final class LinkTarget {
  private LinkTarget() {}

  /** Takes the path of the link. */
  public static void main(String[] args) {
    System.out.println(octal(DiskFile.of(Path.of(args[0])).entry("link").orElseThrow().link()));
  }

  static String octal(String text) {
    StringBuilder escapes = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int octet = b & 0xff;
      escapes.append('\\').append(octet >> 6).append(octet >> 3 & 7).append(octet & 7);
    }
    return escapes.toString();
  }
}
