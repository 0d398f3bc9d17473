package io.activo.deploy.image.engine;

import com.github.dockerjava.transport.NamedPipeSocket;
import com.github.dockerjava.transport.UnixSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
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
        throw new IOException("permission denied");
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
      } catch (UnknownHostException e) {
        socket.close();
        throw new IOException("unknown host " + host, e);
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

  /** A port with TLS: {@code tcp://build.example.com:2376}. */
  record Tls(Tcp port, TlsFiles files) implements EngineAddress {
    @Override
    public Socket open() throws IOException {
      return files.encrypted(port.open(), port.host(), port.port());
    }

    @Override
    public String toString() {
      return port + " with TLS";
    }
  }

  /**
   * A named pipe of Windows: {@code npipe:////./pipe/docker_engine}. A pipe that is busy is not
   * waited for: docker-java needs the library JNA for that, which is not brought along.
   *
   * @param name as Windows has it, {@code \\.\pipe\docker_engine}
   */
  record Pipe(String name) implements EngineAddress {
    private static final int PORTLESS = 0;

    @Override
    public Socket open() throws IOException {
      Socket socket = new NamedPipeSocket(name);
      try {
        socket.connect(InetSocketAddress.createUnresolved("localhost", PORTLESS));
        return socket;
      } catch (RuntimeException | LinkageError e) {
        throw new IOException("no such pipe, or it is busy", e);
      }
    }

    @Override
    public String toString() {
      return "npipe://" + name.replace('\\', '/');
    }
  }
}
