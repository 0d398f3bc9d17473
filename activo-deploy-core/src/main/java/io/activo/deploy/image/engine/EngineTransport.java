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

  /** Writes a request's body. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  private final EngineAddress address;
  private final Set<DefaultBHttpClientConnection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  EngineTransport(EngineAddress address) {
    this.address = address;
  }

  EngineAddress address() {
    return address;
  }

  /**
   * A client for docker-java's commands that adds to each request what must not pass through them,
   * since they log what they are given.
   *
   * @param headers further headers, with credentials
   * @param body the body, in place of the command's
   */
  DockerHttpClient with(Map<String, String> headers, Optional<Body> body) {
    return new DockerHttpClient() {
      @Override
      public Response execute(Request request) {
        return exchange(request, headers, body);
      }

      @Override
      public void close() {}
    };
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

  private DockerHttpClient.Response exchange(
      DockerHttpClient.Request request, Map<String, String> headers, Optional<Body> body) {
    DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT);
    try {
      connection.bind(address.open());
      open.add(connection);
      if (closed) {
        throw new IOException("closed");
      }
      send(connection, message(request, headers, body, connection));
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

  private static ClassicHttpRequest message(
      DockerHttpClient.Request request,
      Map<String, String> headers,
      Optional<Body> body,
      DefaultBHttpClientConnection connection) {
    BasicClassicHttpRequest message = new BasicClassicHttpRequest(request.method(), request.path());
    request.headers().forEach(message::setHeader);
    headers.forEach(message::setHeader);
    message.setHeader("Host", "docker");
    message.setHeader("Connection", "close");
    Optional<byte[]> bytes = Optional.ofNullable(request.bodyBytes());
    if (body.isPresent()) {
      message.setHeader("Transfer-Encoding", "chunked");
      message.setEntity(entity(body.get(), connection));
    } else if (bytes.isPresent()) {
      message.setHeader("Content-Length", bytes.get().length);
      message.setEntity(HttpEntities.create(bytes.get(), null));
    } else if (!request.method().equals("GET")) {
      message.setHeader("Content-Length", 0);
    }
    return message;
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

  private void close(DefaultBHttpClientConnection connection) {
    open.remove(connection);
    connection.close(CloseMode.IMMEDIATE);
  }

  /** Ends every exchange that is under way; none begins afterwards. */
  @Override
  public void close() {
    closed = true;
    List.copyOf(open).forEach(this::close);
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
