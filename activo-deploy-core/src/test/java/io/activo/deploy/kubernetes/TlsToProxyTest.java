package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** A proxy that speaks TLS, with a certificate of its own. */
class TlsToProxyTest {

  @Test
  void speaksTlsWithTheProxyAndThroughItWithTheServer() throws Exception {
    Tls tls = Tls.of("localhost");
    HttpsServer server = server(tls.context());
    try (LoopbackProxy proxy = proxy(tls)) {
      assertEquals("v1", get(server, proxy, tls, tls.context().getSocketFactory()));
      assertEquals(List.of("CONNECT localhost:" + server.getAddress().getPort()), proxy.asked());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void refusesAProxyOfAnotherNameOrOfAnAuthorityThatIsNotKnown() throws Exception {
    Tls other = Tls.of("proxy.example");
    HttpsServer server = server(other.context());
    SSLSocketFactory machine = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocketFactory trusting = other.context().getSocketFactory();
    try (LoopbackProxy proxy = proxy(other)) {
      assertThrows(SSLException.class, () -> get(server, proxy, other, trusting));
      assertThrows(SSLException.class, () -> get(server, proxy, other, machine));
      assertEquals(List.of(), proxy.asked());
    } finally {
      server.stop(0);
    }
  }

  private static HttpsServer server(SSLContext tls) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("v1".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    return server;
  }

  private static LoopbackProxy proxy(Tls tls) throws IOException {
    return new LoopbackProxy(
        tls.context()
            .getServerSocketFactory()
            .createServerSocket(0, 9, InetAddress.getLoopbackAddress()),
        false);
  }

  private static String get(
      HttpsServer server, LoopbackProxy proxy, Tls trusted, SSLSocketFactory toProxy)
      throws IOException {
    InetSocketAddress address = InetSocketAddress.createUnresolved("localhost", proxy.port());
    OkHttpClient client =
        new OkHttpClient.Builder()
            .proxy(new Proxy(Proxy.Type.HTTP, address))
            .socketFactory(new TlsToProxy(toProxy))
            .sslSocketFactory(trusted.context().getSocketFactory(), trusted.trust())
            .build();
    String url = "https://localhost:" + server.getAddress().getPort() + "/";
    try (Response response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      return response.body().string();
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  /** A certificate that is its own authority. */
  private record Tls(SSLContext context, X509TrustManager trust) {

    static Tls of(String name) throws Exception {
      KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
      X509Certificate certificate = OwnCertificate.of(name, pair);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(name, pair.getPrivate(), new char[0], new X509Certificate[] {certificate});
      store.setCertificateEntry("authority", certificate);
      return of(store);
    }

    private static Tls of(KeyStore store) throws GeneralSecurityException {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return new Tls(context, (X509TrustManager) trust.getTrustManagers()[0]);
    }
  }
}
