package io.activo.it;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks a server over HTTP. */
final class Http {
  private static final HttpClient CLIENT = client();

  private static final int ATTEMPTS = 100;

  private Http() {}

  private static HttpClient client() {
    return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  }

  /**
   * What a page says, once it says what is wanted: kube-proxy follows a rollout about a second
   * later.
   */
  static String page(String url, Predicate<String> wanted) throws InterruptedException {
    String last = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        // A kept connection would go on to whoever answered before kube-proxy knew the address.
        last = client().send(get(url), BodyHandlers.ofString()).body();
        if (wanted.test(last)) {
          return last;
        }
      } catch (IOException e) {
        last = e.toString();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return fail(url + " never said what is wanted, last: " + last);
  }

  /** The digest that a registry has for an image {@code host/name:tag}. */
  static String digest(String image) throws IOException, InterruptedException {
    int slash = image.indexOf('/');
    int colon = image.lastIndexOf(':');
    String url =
        "http://"
            + image.substring(0, slash)
            + "/v2"
            + image.substring(slash, colon)
            + "/manifests/"
            + image.substring(colon + 1);
    HttpRequest request =
        to(url)
            .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
            .header("Accept", "application/vnd.oci.image.manifest.v1+json")
            .build();
    HttpResponse<Void> response = CLIENT.send(request, BodyHandlers.discarding());
    return response
        .headers()
        .firstValue("Docker-Content-Digest")
        .orElseGet(() -> fail(url + " answered " + response.statusCode()));
  }

  /** The status of the answer. */
  static int status(String url) throws IOException, InterruptedException {
    return CLIENT.send(get(url), BodyHandlers.discarding()).statusCode();
  }

  private static HttpRequest get(String url) {
    return to(url).timeout(Duration.ofSeconds(2)).build();
  }

  /** A request; the registry that wants a password is told it. */
  static HttpRequest.Builder to(String url) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    boolean wanted = URI.create(url).getAuthority().equals(Services.REGISTRY_AUTH.value());
    return wanted ? request.header("Authorization", Services.authorization()) : request;
  }
}
