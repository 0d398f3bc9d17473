package io.activo.deploy.kubernetes;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy of the test's own on the loopback address: SOCKS5 (RFC 1928) without a login, or CONNECT
 * (RFC 9110 §9.3.6) with the login {@code user:hunter2} where it is demanded. Which of them is told
 * by the first byte.
 */
final class LoopbackProxy implements AutoCloseable {
  private static final String LOGIN = "Basic dXNlcjpodW50ZXIy";

  private final ServerSocket listening;
  private final boolean wantsLogin;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  LoopbackProxy(boolean wantsLogin) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), wantsLogin);
  }

  /** A proxy behind a socket, which may speak TLS. */
  LoopbackProxy(ServerSocket listening, boolean wantsLogin) {
    this.listening = listening;
    this.wantsLogin = wantsLogin;
    aside(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How and where to connections were asked for, in order. */
  List<String> asked() {
    return asked;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void aside(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The test has ended, or one side has.
              }
            },
            "loopback-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      sockets.add(client);
      aside(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    int first = in.readUnsignedByte();
    if (first == 5) {
      socks(client, in);
    } else {
      connect(client, in, (char) first);
    }
  }

  private void connect(Socket client, InputStream in, char first) throws IOException {
    String head = first + head(in);
    String target = head.split(" ", -1)[1];
    boolean loggedIn = head.contains("Proxy-Authorization: " + LOGIN);
    asked.add("CONNECT " + target + (loggedIn ? " with login" : ""));
    if (wantsLogin && !loggedIn) {
      say(client, "HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=\"a\"\r\n");
      say(client, "Content-Length: 0\r\nConnection: close\r\n\r\n");
      client.close();
      return;
    }
    int colon = target.lastIndexOf(':');
    Socket server = open(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
    say(client, "HTTP/1.1 200 Connected\r\n\r\n");
    join(client, server);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void socks(Socket client, DataInputStream in) throws IOException {
    in.readNBytes(in.readUnsignedByte());
    OutputStream out = client.getOutputStream();
    out.write(new byte[] {5, 0});
    in.readNBytes(3);
    int type = in.readUnsignedByte();
    String host =
        type == 3
            ? new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII)
            : InetAddress.getByAddress(in.readNBytes(type == 1 ? 4 : 16)).getHostAddress();
    int port = in.readUnsignedShort();
    asked.add("SOCKS5 " + host + ":" + port);
    Socket server = open(host, port);
    out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    join(client, server);
  }

  private Socket open(String host, int port) throws IOException {
    Socket server = new Socket(host, port);
    sockets.add(server);
    return server;
  }

  private static void join(Socket client, Socket server) {
    aside(() -> copy(client, server));
    aside(() -> copy(server, client));
  }

  private static void copy(Socket from, Socket to) throws IOException {
    try (to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
