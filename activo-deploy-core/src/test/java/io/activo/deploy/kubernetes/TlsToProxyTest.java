package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.kubernetes.ApiServer.Answer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** A proxy that speaks TLS, with a certificate of its own. */
class TlsToProxyTest {

  @Test
  void speaksTlsWithTheProxyAndThroughIt() throws Exception {
    SSLContext tls = context("localhost");
    try (ApiServer server = new ApiServer().answers("GET /version", new Answer(200, "v1"));
        LoopbackProxy proxy = proxy(tls)) {
      assertEquals("v1", get(server, proxy, tls.getSocketFactory()));
      assertEquals(1, proxy.asked().size());
    }
  }

  @Test
  void refusesAProxyOfAnotherNameOrOfAnAuthorityThatIsNotKnown() throws Exception {
    SSLContext other = context("proxy.example");
    SSLSocketFactory machine = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (ApiServer server = new ApiServer();
        LoopbackProxy proxy = proxy(other)) {
      assertThrows(SSLException.class, () -> get(server, proxy, other.getSocketFactory()));
      assertThrows(SSLException.class, () -> get(server, proxy, machine));
      assertEquals(List.of(), proxy.asked());
    }
  }

  private static LoopbackProxy proxy(SSLContext tls) throws IOException {
    return new LoopbackProxy(
        tls.getServerSocketFactory().createServerSocket(0, 9, InetAddress.getLoopbackAddress()),
        false);
  }

  /** By HTTP behind the proxy: what TLS is inside TLS is the client's own matter. */
  private static String get(ApiServer server, LoopbackProxy proxy, SSLSocketFactory tls)
      throws IOException {
    InetSocketAddress address = InetSocketAddress.createUnresolved("localhost", proxy.port());
    OkHttpClient client =
        new OkHttpClient.Builder()
            .proxy(new Proxy(Proxy.Type.HTTP, address))
            .socketFactory(new TlsToProxy(tls))
            .build();
    Request request = new Request.Builder().url(server.address() + "/version").build();
    try (Response response = client.newCall(request).execute()) {
      return response.body().string();
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  private static SSLContext context(String name) throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    KeyPair pair = keys.generateKeyPair();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    X509Certificate certificate = certificate(name, pair);
    store.setKeyEntry(name, pair.getPrivate(), new char[0], new X509Certificate[] {certificate});
    store.setCertificateEntry("authority", certificate);
    return context(store);
  }

  private static SSLContext context(KeyStore store) throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static X509Certificate certificate(String name, KeyPair pair) throws Exception {
    X500Principal self = new X500Principal("CN=" + name);
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            self,
            BigInteger.ONE,
            Date.from(now.minus(1, ChronoUnit.DAYS)),
            Date.from(now.plus(1, ChronoUnit.DAYS)),
            self,
            pair.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
  }
}
