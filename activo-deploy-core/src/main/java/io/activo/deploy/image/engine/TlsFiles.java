package io.activo.deploy.image.engine;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The PEM files by which an engine and its client know each other, as the docker CLI names them:
 * {@code ca.pem} holds the authorities that the engine's certificate must come from (without it,
 * those of Java), {@code cert.pem} and {@code key.pem} are the client's own.
 *
 * @param verify whether the engine's certificate and host name are looked at
 */
record TlsFiles(Path folder, boolean verify) {
  private static final char[] NO_PASSWORD = {};

  /** TLS over a connection; closes it when the two do not agree. */
  Socket encrypted(Socket plain, String host, int port) throws IOException {
    try {
      SSLSocket socket =
          (SSLSocket) context().getSocketFactory().createSocket(plain, host, port, true);
      if (verify) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      return socket;
    } catch (GeneralSecurityException e) {
      plain.close();
      throw new IOException("the certificates in " + folder + " cannot be used", e);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(ownCertificate(), trusted(), new SecureRandom());
    return context;
  }

  private KeyManager[] ownCertificate() throws IOException, GeneralSecurityException {
    Path certificate = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    if (!Files.exists(certificate) && !Files.exists(key)) {
      return new KeyManager[0];
    }
    KeyStore store = emptyStore();
    X509Certificate[] chain = Pem.read(certificate).certificates().toArray(X509Certificate[]::new);
    store.setKeyEntry("client", Pem.read(key).privateKey(), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private TrustManager[] trusted() throws IOException, GeneralSecurityException {
    if (!verify) {
      return new TrustManager[] {new Anybody()};
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities());
    return factory.getTrustManagers();
  }

  @SuppressWarnings("NullAway") // no store means Java's own authorities
  private KeyStore authorities() throws IOException, GeneralSecurityException {
    Path file = folder.resolve("ca.pem");
    if (!Files.exists(file)) {
      return null;
    }
    KeyStore store = emptyStore();
    Collection<X509Certificate> certificates = Pem.read(file).certificates();
    for (X509Certificate certificate : certificates) {
      store.setCertificateEntry("ca-" + store.size(), certificate);
    }
    return store;
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  /** Whether any of the three files is there. */
  boolean isThere() {
    return List.of("ca.pem", "cert.pem", "key.pem").stream()
        .anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  /** For a Docker context that says {@code SkipTLSVerify}. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
