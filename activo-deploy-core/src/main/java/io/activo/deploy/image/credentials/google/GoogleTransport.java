package io.activo.deploy.image.credentials.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.auth.oauth2.ComputeEngineCredentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * The requests of Google's library over the JDK's client: each with a limit, which the library
 * would set at 20 s to connect and 20 s for each read, and none in the log.
 */
final class GoogleTransport extends HttpTransport {
  private static final String METADATA = "metadata.google.internal";

  /**
   * How long things may take.
   *
   * @param connect until there is a connection
   * @param answer until a request is answered to its end
   * @param metadata the same for the metadata server, which is near or not there at all
   */
  record Limits(Duration connect, Duration answer, Duration metadata) {
    static final Limits USUAL =
        new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(2));
  }

  private final Limits limits;
  private final String metadataHost;
  private final UnaryOperator<URI> route;
  private final HttpClient client;

  /**
   * A transport.
   *
   * @param metadataHost {@code GCE_METADATA_HOST}, which the library takes from the process alone;
   *     empty for Google's own name
   * @param route where a request goes instead of where the library sends it
   */
  GoogleTransport(Limits limits, String metadataHost, UnaryOperator<URI> route) {
    this.limits = limits;
    this.metadataHost = metadataHost.isBlank() ? METADATA : metadataHost;
    this.route = route;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.connect())
            .proxy(ProxySelector.getDefault())
            .build();
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    String metadata = ComputeEngineCredentials.getMetadataServerUrl() + "/";
    if (url.startsWith(metadata)) {
      URI here = URI.create("http://" + metadataHost + "/" + url.substring(metadata.length()));
      return new Request(method, route.apply(here), limits.metadata());
    }
    return new Request(method, route.apply(URI.create(url)), limits.answer());
  }

  private final class Request extends LowLevelHttpRequest {
    private final String method;
    private final HttpRequest.Builder request;
    private final Duration limit;

    Request(String method, URI uri, Duration limit) {
      this.method = method;
      this.request = HttpRequest.newBuilder(uri);
      this.limit = limit;
    }

    @Override
    public void addHeader(String name, String value) {
      request.header(name, value);
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
      if (getContentType() != null) {
        addHeader("Content-Type", getContentType());
      }
      if (getContentEncoding() != null) {
        addHeader("Content-Encoding", getContentEncoding());
      }
      return new GoogleAnswer(sent(request.method(method, body()).build()));
    }

    private HttpRequest.BodyPublisher body() throws IOException {
      if (getStreamingContent() == null) {
        return HttpRequest.BodyPublishers.noBody();
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      getStreamingContent().writeTo(bytes);
      return HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray());
    }

    private HttpResponse<byte[]> sent(HttpRequest ready) throws IOException {
      CompletableFuture<HttpResponse<byte[]>> answer =
          client.sendAsync(ready, HttpResponse.BodyHandlers.ofByteArray());
      try {
        return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
      } catch (TimeoutException e) {
        throw new HttpTimeoutException("no answer within " + limit.toMillis() + " ms");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      } finally {
        answer.cancel(true);
      }
    }
  }
}
