package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Client keys of every form that openssl writes; the key managers of the client have them. */
class ClientKeysTest {

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"RSA, traditional", "RSA, PKCS8", "EC, traditional", "EC, PKCS8"})
  void readsTheKeyOfACertificate(String algorithm, String form) throws Exception {
    KeyPair pair = pair(algorithm);
    Object key =
        form.equals("PKCS8") ? new JcaPKCS8Generator(pair.getPrivate(), null) : pair.getPrivate();
    String config =
        """
        current-context: a
        clusters: [{name: c, cluster: {server: 'https://c'}}]
        contexts: [{name: a, context: {cluster: c, user: u}}]
        users: [{name: u, user: {client-certificate-data: %s, client-key-data: %s}}]
        """
            .formatted(pem(OwnCertificate.of("ann", pair)), pem(key));
    ContextConnection chosen =
        ContextConnection.choose(
            new ClusterAccess.Context(Optional.empty(), Optional.of(Secret.of(config))), Map.of());
    ContextClients clients = new ContextClients(chosen, Map.of(), Clock.systemUTC());
    assertEquals(1, clients.client().build().getKeyManagers().length);
  }

  /** Keys of this provider tell their public half, as those of openssl do. */
  private static KeyPair pair(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance(algorithm, new BouncyCastleProvider());
    keys.initialize(algorithm.equals("EC") ? 256 : 2048);
    return keys.generateKeyPair();
  }

  private static String pem(Object content) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(content);
    }
    return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
