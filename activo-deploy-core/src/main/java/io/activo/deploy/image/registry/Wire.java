package io.activo.deploy.image.registry;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * HTTP/1.1 connections that end when nothing moves on them. How long a transfer takes in all is not
 * limited: layers may be large and lines slow.
 */
final class Wire implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(15);

  /** A registry on an object store may take its time to check a large blob. */
  static final Duration SILENCE = Duration.ofMinutes(2);

  private volatile Optional<HttpClient> http;
  private final Duration silence;

  /**
   * @param silence how long nothing may move
   */
  Wire(Duration silence) {
    this.silence = silence;
    http =
        Optional.of(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build());
  }

  /**
   * Sends a request.
   *
   * @param sent how much of the request's body went out so far
   * @throws HttpTimeoutException if nothing moves for too long
   */
  Answer send(HttpRequest request, LongSupplier sent) throws IOException {
    CompletableFuture<HttpResponse<InputStream>> answer =
        http.orElseThrow(() -> new IllegalStateException("closed"))
            .sendAsync(request, info -> new ArrivingBody(silence));
    long before;
    do {
      before = sent.getAsLong();
      try {
        HttpResponse<InputStream> given = answer.get(silence.toMillis(), TimeUnit.MILLISECONDS);
        return new Answer(given.statusCode(), given.headers(), given.uri(), given.body());
      } catch (TimeoutException e) {
        // Goes on as long as the body moves.
      } catch (ExecutionException e) {
        throw failure(e);
      } catch (InterruptedException e) {
        answer.cancel(true);
        Thread.currentThread().interrupt();
        throw new DeployException(Problem.of("interrupted while waiting for the registry", ""), e);
      }
    } while (sent.getAsLong() != before);
    answer.cancel(true);
    throw ArrivingBody.silent(silence);
  }

  private static IOException failure(ExecutionException failed) {
    return failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
  }

  /** Java 17's client has no end of its own: its thread ends when nobody holds it any more. */
  @Override
  public void close() {
    http = Optional.empty();
  }
}
