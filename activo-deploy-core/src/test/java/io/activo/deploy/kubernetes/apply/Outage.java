package io.activo.deploy.kubernetes.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between a client and a real API server, and is away when it is told to be. */
final class Outage implements AutoCloseable {
  private static final Pattern SERVER = Pattern.compile("https://[^\\s\"]+");

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private final URI server;
  private final Path kubeconfig;

  private Outage(String text) throws IOException {
    Matcher address = SERVER.matcher(text);
    if (!address.find()) {
      throw new IllegalArgumentException("the kubeconfig names no server");
    }
    server = URI.create(address.group());
    kubeconfig = Files.createTempFile("activo", ".kubeconfig");
    Files.writeString(
        kubeconfig, text.replace(address.group(), "https://127.0.0.1:" + listening.getLocalPort()));
    start(this::accept);
  }

  static Outage before(Path kubeconfig) throws IOException {
    return new Outage(Files.readString(kubeconfig));
  }

  /** The kubeconfig that leads here. */
  Path kubeconfig() {
    return kubeconfig;
  }

  /** Breaks all connections, and then so many attempts to connect. */
  void begin(int attempts) {
    refused.set(attempts);
    open.forEach(Outage::close);
  }

  /** How many attempts are to be broken yet. */
  int left() {
    return refused.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (refused.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          close(client);
        } else {
          connect(client);
        }
      } catch (IOException e) {
        close();
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket behind = new Socket(server.getHost(), server.getPort());
    open.add(client);
    open.add(behind);
    start(() -> copy(client, behind));
    start(() -> copy(behind, client));
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (SocketException e) {
      // one of the two is gone, and so the other goes
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      close(from);
      close(to);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "outage");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      Files.deleteIfExists(kubeconfig);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(Outage::close);
  }
}
