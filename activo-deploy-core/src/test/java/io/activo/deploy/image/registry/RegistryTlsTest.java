package io.activo.deploy.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.Credentials;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A server that does not speak TLS where it is expected. */
class RegistryTlsTest {
  /** 127.0.0.1 in a form to which plain HTTP is not let. */
  private static final String HOST = "[::ffff:7f00:1]";

  private final AtomicInteger connections = new AtomicInteger();

  private void serve(ServerSocket server, String answer) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  connections.incrementAndGet();
                  socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                  socket.shutdownOutput();
                  socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  // The client has gone.
                }
              }
            },
            "no-tls");
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void isUnreachableAndToldWithTheMend() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ImageRegistry client = ImageRegistry.connect(Credentials.none(), Set.of())) {
      serve(server, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
      String host = HOST + ":" + server.getLocalPort();
      ImageReference image = ImageReference.parse(host + "/app:1");
      Unreachable failure = assertThrows(Unreachable.class, () -> client.tryPush(image));
      String text = failure.problems().get(0).toString();
      assertTrue(text.contains("no TLS connection to " + host), text);
      assertTrue(text.contains("allow plain HTTP in the description"), text);
      assertEquals(1, connections.get());
    }
  }
}
