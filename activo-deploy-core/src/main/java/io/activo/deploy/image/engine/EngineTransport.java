package io.activo.deploy.image.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.HttpEntities;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;

/**
 * HTTP to an engine, a connection for each request. It stands in the place of docker-java's own
 * transports because they log headers and bodies at level debug, and so the credentials and the
 * env-file: HttpCore, on which this is built, has no logger at all.
 */
final class EngineTransport implements AutoCloseable {
  /** Of buffers and chunks: three to four times as fast as HttpCore's own 8 and 2 kB, measured. */
  private static final int BYTES = 64 * 1024;

  private static final Http1Config SIZES =
      Http1Config.custom().setBufferSize(BYTES).setChunkSizeHint(BYTES).build();

  /** Writes a request's body. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * What must not pass through docker-java's commands, since they log what they are given.
   *
   * @param headers further headers, with credentials
   * @param query in the place of the command's, with build arguments
   * @param body in the place of the command's
   */
  record Unlogged(Map<String, String> headers, Optional<String> query, Optional<Body> body) {

    static Unlogged nothing() {
      return headers(Map.of());
    }

    static Unlogged headers(Map<String, String> headers) {
      return new Unlogged(headers, Optional.empty(), Optional.empty());
    }

    /** Nothing of it. */
    @Override
    public String toString() {
      return "Unlogged";
    }

    /** With the slashes of an image's name as the docker CLI sends them. */
    private String path(String asked) {
      int end = asked.indexOf('?') < 0 ? asked.length() : asked.indexOf('?');
      String plain = asked.substring(0, end).replace("%2F", "/");
      return plain + query.map(text -> "?" + text).orElse(asked.substring(end));
    }
  }

  private final EngineAddress address;
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  EngineTransport(EngineAddress address) {
    this.address = address;
  }

  EngineAddress address() {
    return address;
  }

  /** A client for docker-java's commands that adds to each request what they do not get to see. */
  Client with(Unlogged unlogged) {
    Client client = new Client(unlogged);
    clients.add(client);
    return client;
  }

  /**
   * The answer to a question, in a thread of its own: a Unix socket has no time limit for reading,
   * and one whose queue is full has none for connecting. Closes this transport if there is none.
   *
   * @throws RuntimeException what the question throws, or {@link UncheckedIOException} when the
   *     limit has passed
   */
  <T> T within(Duration limit, Callable<T> question) {
    FutureTask<T> asked = new FutureTask<>(question);
    Thread thread = new Thread(asked, "docker-question");
    thread.setDaemon(true);
    thread.start();
    boolean answered = false;
    try {
      T answer = asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      answered = true;
      return answer;
    } catch (TimeoutException e) {
      String silent = "no answer within " + limit.toMillis() + " ms";
      throw new UncheckedIOException(new IOException(silent, e));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(Problem.of("interrupted while looking for an engine", ""), e);
    } finally {
      if (!answered) {
        close();
      }
    }
  }

  /** Ends every exchange that is under way; none begins afterwards. */
  @Override
  public void close() {
    closed = true;
    List.copyOf(clients).forEach(Client::close);
  }

  /** The exchanges of one command; closing it ends them, and the engine then ends its work. */
  final class Client implements DockerHttpClient {
    private final Unlogged unlogged;
    private final Set<DefaultBHttpClientConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    private Client(Unlogged unlogged) {
      this.unlogged = unlogged;
    }

    @Override
    public Response execute(Request request) {
      DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(SIZES);
      try {
        connection.bind(address.open());
        open.add(connection);
        if (closed || ended) {
          throw new IOException("closed");
        }
        send(connection, message(request, connection));
        ClassicHttpResponse response = connection.receiveResponseHeader();
        connection.receiveResponseEntity(response);
        return new Answer(response, () -> close(connection));
      } catch (HttpException e) {
        close(connection);
        throw new UncheckedIOException(new IOException(e.getMessage(), e));
      } catch (IOException e) {
        close(connection);
        throw new UncheckedIOException(e);
      } catch (RuntimeException e) {
        close(connection);
        throw e;
      }
    }

    private ClassicHttpRequest message(Request request, DefaultBHttpClientConnection connection) {
      BasicClassicHttpRequest message =
          new BasicClassicHttpRequest(request.method(), unlogged.path(request.path()));
      request.headers().forEach(message::setHeader);
      unlogged.headers().forEach(message::setHeader);
      message.setHeader("Host", "docker");
      message.setHeader("Connection", "close");
      Optional<byte[]> bytes = Optional.ofNullable(request.bodyBytes());
      if (unlogged.body().isPresent()) {
        message.setHeader("Transfer-Encoding", "chunked");
        message.setEntity(entity(unlogged.body().get(), connection));
      } else if (bytes.isPresent()) {
        message.setHeader("Content-Length", bytes.get().length);
        message.setEntity(HttpEntities.create(bytes.get(), null));
      } else if (!request.method().equals("GET")) {
        message.setHeader("Content-Length", 0);
      }
      return message;
    }

    private void close(DefaultBHttpClientConnection connection) {
      open.remove(connection);
      connection.close(CloseMode.IMMEDIATE);
    }

    @Override
    public void close() {
      ended = true;
      clients.remove(this);
      List.copyOf(open).forEach(this::close);
    }
  }

  /** An engine that refuses a request may answer before it has read all of it, and hang up. */
  private static void send(DefaultBHttpClientConnection connection, ClassicHttpRequest request)
      throws HttpException, IOException {
    try {
      connection.sendRequestHeader(request);
      if (request.getEntity() != null) {
        connection.sendRequestEntity(request);
      }
      connection.flush();
    } catch (IOException e) {
      if (!connection.isOpen()) {
        throw e;
      }
    }
  }

  /** A body that fails must not be ended: the engine would take it for a whole one. */
  private static HttpEntity entity(Body body, DefaultBHttpClientConnection connection) {
    return HttpEntities.create(
        out -> {
          try {
            body.writeTo(out);
          } catch (RuntimeException e) {
            connection.close(CloseMode.IMMEDIATE);
            throw e;
          }
        },
        null);
  }

  /** An answer whose body is read as it arrives. */
  private record Answer(ClassicHttpResponse response, Runnable end)
      implements DockerHttpClient.Response {
    @Override
    public int getStatusCode() {
      return response.getCode();
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return Arrays.stream(response.getHeaders())
          .collect(
              Collectors.groupingBy(
                  NameValuePair::getName,
                  Collectors.mapping(NameValuePair::getValue, Collectors.toList())));
    }

    @Override
    public InputStream getBody() {
      try {
        HttpEntity entity = response.getEntity();
        return entity == null ? new ByteArrayInputStream(new byte[0]) : entity.getContent();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      end.run();
    }
  }
}
