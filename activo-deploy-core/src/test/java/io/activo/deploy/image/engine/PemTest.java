package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "key-pkcs1.pem, key-pkcs1-as-pkcs8.pem, RSA",
    "key-sec1.pem, key.pem, EC",
  })
  void readsOlderFormsAsTheSameKey(String older, String pkcs8, String algorithm) throws Exception {
    PrivateKey key = key(older);
    assertEquals(algorithm, key.getAlgorithm());
    assertEquals(number(key(pkcs8)), number(key));
  }

  @Test
  void readsEdwardsCurves() throws Exception {
    assertEquals("EdDSA", key("key-ed25519.pem").getAlgorithm());
  }

  @ParameterizedTest
  @ValueSource(strings = {"key-encrypted.pem", "key-sec1-encrypted.pem"})
  void saysThatAKeyHasAPassword(String file) {
    String why = assertThrows(IOException.class, () -> key(file)).toString();
    assertTrue(why.endsWith(file + " has a password; write the key without one"), why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----\nMAMCAQE=\n-----END EC PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nMAA=\n-----END RSA PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n",
      })
  void namesAFileThatHoldsNoKey(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("key.pem"), text);
    String why = assertThrows(IOException.class, () -> Pem.read(file).privateKey()).toString();
    assertTrue(why.contains(file.toString()), why);
  }

  @Test
  void aCertificateIsReadWithItsChain() throws Exception {
    Path chain = folder.resolve("chain.pem");
    Files.writeString(
        chain,
        Files.readString(TlsFixture.FOLDER.resolve("cert.pem"))
            + Files.readString(TlsFixture.FOLDER.resolve("ca.pem")));
    String[] subjects =
        Pem.read(chain).certificates().stream()
            .map(certificate -> certificate.getSubjectX500Principal().getName())
            .toArray(String[]::new);
    assertArrayEquals(new String[] {"CN=client", "CN=test authority"}, subjects);
  }

  /** What makes the key; the forms differ in what else they carry. */
  private static BigInteger number(PrivateKey key) {
    return key instanceof ECPrivateKey curve
        ? curve.getS()
        : ((RSAPrivateKey) key).getPrivateExponent();
  }

  private static PrivateKey key(String file) throws IOException {
    return Pem.read(TlsFixture.FOLDER.resolve(file)).privateKey();
  }
}
