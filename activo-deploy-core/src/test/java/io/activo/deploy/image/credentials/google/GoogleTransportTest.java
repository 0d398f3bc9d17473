package io.activo.deploy.image.credentials.google;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against servers that take a connection and say nothing; the other limit would be an hour. */
@Timeout(60)
class GoogleTransportTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(100);

  @Test
  void waitsNoLongerThanTheLimitForAnAnswer() throws IOException {
    try (ServerSocket silent = silent()) {
      HttpRequest request =
          get(
              new GoogleTransport.Limits(LONG, SHORT, LONG),
              "",
              "http://" + host(silent) + "/token");
      assertThrows(HttpTimeoutException.class, request::execute);
    }
  }

  @Test
  void waitsForTheMetadataServerNoLongerThanItsOwnLimit() throws IOException {
    try (ServerSocket silent = silent()) {
      HttpRequest request =
          get(
              new GoogleTransport.Limits(LONG, LONG, SHORT),
              host(silent),
              "http://metadata.google.internal/computeMetadata/v1/x");
      assertThrows(HttpTimeoutException.class, request::execute);
    }
  }

  private static HttpRequest get(GoogleTransport.Limits limits, String metadataHost, String url)
      throws IOException {
    return new GoogleTransport(limits, metadataHost, UnaryOperator.identity())
        .createRequestFactory()
        .buildGetRequest(new GenericUrl(url))
        .setConnectTimeout(0)
        .setReadTimeout(0);
  }

  private static ServerSocket silent() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static String host(ServerSocket server) {
    return "127.0.0.1:" + server.getLocalPort();
  }
}
