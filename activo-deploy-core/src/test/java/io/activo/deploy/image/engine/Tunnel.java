package io.activo.deploy.image.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Passes every connection to a port on to an engine or a registry. A greeting of TLS is refused at
 * once: engines try that first, and the JDK's HTTP server would keep them waiting.
 */
final class Tunnel implements AutoCloseable {
  private static final int TLS_GREETING = 0x16;

  private final ServerSocket server;
  private final EngineAddress to;

  Tunnel(ServerSocket server, EngineAddress to) {
    this.server = server;
    this.to = to;
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        start(() -> join(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void join(Socket client) {
    try (client) {
      int first = client.getInputStream().read();
      if (first == TLS_GREETING) {
        refuse(client);
      } else if (first >= 0) {
        join(client, first);
      }
    } catch (IOException e) {
      // a client that is refused, or has gone
    }
  }

  /** As an HTTP server of Go does; by this an engine knows that it is to go on without TLS. */
  private static void refuse(Socket client) throws IOException {
    byte[] answer = "HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    client.getOutputStream().write(answer);
    client.shutdownOutput();
    client.getInputStream().readAllBytes();
  }

  private void join(Socket client, int first) throws IOException {
    try (Socket engine = to.open()) {
      engine.getOutputStream().write(first);
      Thread up = start(() -> copy(client, engine));
      copy(engine, client);
      client.close();
      up.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[65536];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        out.write(bytes, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // the other side has gone
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "tunnel");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
