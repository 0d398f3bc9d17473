package io.activo.deploy.image.engine;

import com.github.dockerjava.transport.UnixSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a Docker engine may listen, written as in {@code DOCKER_HOST}. */
sealed interface EngineAddress {
  int CONNECT_MILLIS = 10_000;

  /**
   * A new connection.
   *
   * @throws IOException with the reason as a message, if nobody listens
   */
  Socket open() throws IOException;

  /** A Unix socket: {@code unix:///var/run/docker.sock}. */
  record Unix(Path path) implements EngineAddress {
    @Override
    public Socket open() throws IOException {
      if (!Files.exists(path)) {
        throw new IOException("no such socket");
      }
      if (!Files.isReadable(path) || !Files.isWritable(path)) {
        throw new IOException("permission denied; your user may have to be in the group docker");
      }
      return UnixSocket.get(path.toString());
    }

    @Override
    public String toString() {
      return "unix://" + path;
    }
  }

  /** A port without encryption: {@code tcp://localhost:2375}. */
  record Tcp(String host, int port) implements EngineAddress {
    @Override
    public Socket open() throws IOException {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }

    @Override
    public String toString() {
      return "tcp://" + host + ":" + port;
    }
  }
}
