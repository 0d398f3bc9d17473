package io.activo.deploy.image.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of one authority, made with openssl; the server's is for {@code localhost} only. */
final class TlsFixture {
  static final Path FOLDER = Path.of("src/test/resources/io/activo/deploy/image/engine/tls");

  private static final char[] PASSWORD = "fixture".toCharArray();

  private TlsFixture() {}

  /** Copies the files that a client has into a folder. */
  static Path client(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : new String[] {"ca.pem", "cert.pem", "key.pem"}) {
      Files.copy(FOLDER.resolve(name), folder.resolve(name));
    }
    return folder;
  }

  /** A loopback port that wants a certificate of its clients. */
  static SSLServerSocket server() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(FOLDER.resolve("server.p12"))) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    authorities.load(null, PASSWORD);
    authorities.setCertificateEntry(
        "ca", Pem.read(FOLDER.resolve("ca.pem")).certificates().iterator().next());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    SSLServerSocket server =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50);
    server.setNeedClientAuth(true);
    return server;
  }
}
