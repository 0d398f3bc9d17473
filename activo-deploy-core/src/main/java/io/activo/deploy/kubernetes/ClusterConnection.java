package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The way to one API server. The client is made by the first request: making it costs most of a
 * second, and may run the program that gives the credentials.
 */
final class ClusterConnection implements AutoCloseable {
  /** How many requests at once make it no slower: the API server and etcd are the limit. */
  static final int CONCURRENT = 8;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(30);

  /** How soon a connection that nobody answers on any more is noticed (HTTP/2). */
  private static final Duration PING = Duration.ofSeconds(10);

  private static final Duration IDLE = Duration.ofMinutes(5);

  private final String server;
  private final String name;
  private final String user;
  private final ClientSource source;
  private final boolean renewable;
  private @Nullable ApiClient client;
  private volatile boolean closed;

  /** Makes the client; its failures are told without their own text, which may quote a secret. */
  interface ClientSource {
    ClientBuilder client() throws IOException;

    /** Whether the credentials of the client made last have ended, or are about to. */
    default boolean ended() {
      return false;
    }
  }

  /**
   * A connection that is not made yet.
   *
   * @param server the address: {@code https://host:port}, possibly with a path
   * @param name what else people call the cluster: {@code context staging}; empty if nothing
   * @param user who asks, as far as the configuration tells; may be empty
   * @param renewable whether a client that is made later may carry newer credentials
   */
  ClusterConnection(
      String server, String name, String user, ClientSource source, boolean renewable) {
    this.server = address(server);
    this.name = name;
    this.user = user;
    this.source = source;
    this.renewable = renewable;
  }

  /** The connection that a configuration describes; contacts nobody. */
  static ClusterConnection of(ClusterAccess access, Map<String, String> environment) {
    if (access instanceof ClusterAccess.Context context) {
      return ContextConnection.of(context, environment);
    }
    if (access instanceof ClusterAccess.Server server) {
      return TokenConnection.of(server, environment);
    }
    return TokenConnection.inCluster(environment);
  }

  /** The client's first object registers hundreds of model classes, of which we use none. */
  static void warmUp() {
    Thread thread = new Thread(ClusterConnection::loadClasses, "activo-deploy warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whoever needs no cluster in the end may be gone before all is loaded. */
  private static void loadClasses() {
    try {
      var unused = new ApiClient();
      beginHandshake();
    } catch (LinkageError | RuntimeException | GeneralSecurityException | SSLException e) {
      // The first request loads the rest, and tells what is wrong.
    }
  }

  /** The first message of a handshake with nobody: it loads most of what TLS needs. */
  private static void beginHandshake() throws GeneralSecurityException, SSLException {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[0], null);
    SSLEngine engine = tls.createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer message = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), message);
  }

  String server() {
    return server;
  }

  String name() {
    return name;
  }

  String user() {
    return user;
  }

  /** The client, made at the first call. */
  synchronized ApiClient client() {
    if (closed) {
      throw new DeployException(Problem.of("the connection is closed", Place.of(server), ""));
    }
    if (client == null) {
      client = build();
    } else if (source.ended()) {
      renew(client);
    }
    return client;
  }

  /**
   * Replaces a client whose credentials the server does not accept any more, where newer ones can
   * be had: a token of a cloud's plugin lives for a quarter of an hour, a build may take longer.
   *
   * @return whether {@link #client} is another one now
   */
  synchronized boolean renew(ApiClient refused) {
    if (!renewable || closed) {
      return false;
    }
    if (client == refused) {
      client = build();
      close(refused);
    }
    return true;
  }

  /**
   * Ends the client's threads and connections, which would keep a JVM alive for minutes. What is
   * being made is waited for; nothing is made after it.
   */
  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      if (client != null) {
        close(client);
      }
    }
  }

  private static void close(ApiClient client) {
    ReaderEnd.load();
    OkHttpClient http = client.getHttpClient();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private ApiClient build() {
    try {
      ApiClient built = source.client().setBasePath(server).setReadTimeout(READ).build();
      built.setDebugging(false);
      built.setHttpClient(
          built
              .getHttpClient()
              .newBuilder()
              .connectTimeout(CONNECT)
              .pingInterval(PING)
              .connectionPool(new ConnectionPool(CONCURRENT, IDLE.toSeconds(), TimeUnit.SECONDS))
              .followRedirects(false)
              .addNetworkInterceptor(LostAnswer::noting)
              .build());
      return built;
    } catch (DeployException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new DeployException(unusable(e));
    }
  }

  /** The cause is not chained: a reader of keys may quote them. */
  private Problem unusable(Exception e) {
    String kind = e.getClass().getSimpleName();
    if (e instanceof java.nio.file.FileSystemException file) {
      return Problem.of(
          "cannot read " + file.getFile() + " (" + kind + ")",
          Place.of(name.isEmpty() ? server : name),
          "the kubeconfig names this file: create it or correct the path");
    }
    return Problem.of(
        "the certificates or credentials for " + server + " cannot be used (" + kind + ")",
        Place.of(name.isEmpty() ? server : name),
        "check the authority, the client certificate and its key: each must be PEM");
  }

  private static String address(String server) {
    HttpUrl url = HttpUrl.parse(server);
    if (url == null) {
      throw new DeployException(
          Problem.of(
              "'" + server + "' is no address of a cluster",
              "write it as https://host or https://host:port"));
    }
    return server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
  }
}
