package io.activo.deploy.image.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of certificates or of a private key (RFC 7468). Keys may be written as PKCS #8, PKCS #1
 * (RSA) or SEC 1 (elliptic curves), without a password.
 */
record Pem(Path file, String text) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  static Pem read(Path file) throws IOException {
    try {
      return new Pem(file, Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      throw new IOException(file + " is missing", e);
    }
  }

  /** The certificates, in the order of the file. */
  Collection<X509Certificate> certificates() throws IOException {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(bytes))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new IOException(file + " holds no certificate in PEM", e);
    }
  }

  /** The first private key of the file. */
  PrivateKey privateKey() throws IOException {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String label = block.group(1);
      if (label.equals("ENCRYPTED PRIVATE KEY") || block.group(2).contains("ENCRYPTED")) {
        throw new IOException(file + " has a password; write the key without one");
      }
      if (label.endsWith("PRIVATE KEY")) {
        return key(pkcs8(label, block.group(2)));
      }
    }
    throw new IOException(file + " holds no private key in PEM");
  }

  private byte[] pkcs8(String label, String base64) throws IOException {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return switch (label) {
        case "RSA PRIVATE KEY" -> Pkcs8.ofPkcs1(der);
        case "EC PRIVATE KEY" -> Pkcs8.ofSec1(der);
        default -> der;
      };
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(file + " is damaged", e);
    }
  }

  private PrivateKey key(byte[] pkcs8) throws IOException {
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(pkcs8);
    return ALGORITHMS.stream()
        .flatMap(algorithm -> key(algorithm, encoded).stream())
        .findFirst()
        .orElseThrow(() -> new IOException(file + " holds a key that is none of " + ALGORITHMS));
  }

  /** Empty for a key of another algorithm. */
  private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec encoded) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
