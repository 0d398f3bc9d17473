package io.activo.deploy.image.engine;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Older forms of private keys put into PKCS #8 (RFC 5208), the one that Java reads: a sequence of a
 * version, the algorithm, and the older form as it is.
 */
final class Pkcs8 {
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int PARAMETERS = 0xa0;
  private static final byte[] VERSION = HexFormat.of().parseHex("020100");

  /** rsaEncryption, 1.2.840.113549.1.1.1, without parameters. */
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");

  /** ecPublicKey, 1.2.840.10045.2.1; the curve follows. */
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private Pkcs8() {}

  /** Of an RSA key (PKCS #1, RFC 8017). */
  static byte[] ofPkcs1(byte[] key) {
    return of(RSA, key);
  }

  /**
   * Of a key on an elliptic curve (SEC 1, RFC 5915).
   *
   * @throws IllegalArgumentException if the key does not name its curve
   */
  static byte[] ofSec1(byte[] key) {
    int at = content(key, 0);
    at = end(key, at); // the version
    at = end(key, at); // the number
    if (at >= key.length || (key[at] & 0xff) != PARAMETERS) {
      throw new IllegalArgumentException("a key without its curve");
    }
    return of(joined(EC, Arrays.copyOfRange(key, content(key, at), end(key, at))), key);
  }

  private static byte[] of(byte[] algorithm, byte[] key) {
    return element(SEQUENCE, joined(VERSION, element(SEQUENCE, algorithm), element(OCTETS, key)));
  }

  private static byte[] element(int tag, byte[] content) {
    return joined(new byte[] {(byte) tag}, length(content.length), content);
  }

  /** DER wants the shortest form. */
  private static byte[] length(int length) {
    if (length < 0x80) {
      return new byte[] {(byte) length};
    }
    return length < 0x100
        ? new byte[] {(byte) 0x81, (byte) length}
        : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Where the content of the element at an offset begins. */
  private static int content(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int end(byte[] der, int at) {
    int content = content(der, at);
    int length = content == at + 2 ? der[at + 1] : 0;
    for (int i = at + 2; i < content; i++) {
      length = (length << 8) | (der[i] & 0xff);
    }
    return content + length;
  }
}
