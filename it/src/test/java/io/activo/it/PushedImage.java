package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.json.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image as a registry gives it to everybody, read over HTTP without an engine.
 *
 * @param config its configuration with the history, JSON
 * @param root what its layers hold, unpacked over each other; files that a layer removes stay
 */
record PushedImage(String config, Path root) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String MANIFESTS =
      "application/vnd.docker.distribution.manifest.v2+json,"
          + "application/vnd.oci.image.manifest.v1+json";

  /**
   * Fetches a single image, not an index.
   *
   * @param image {@code host/name@sha256:…}; a tag before the digest is allowed
   * @param folder where the layers are unpacked
   */
  static PushedImage of(String image, Path folder) throws IOException, InterruptedException {
    int slash = image.indexOf('/');
    String digest = image.substring(image.indexOf('@') + 1);
    String name = image.substring(slash, image.indexOf('@')).replaceFirst(":[^:]*$", "");
    String repository = "http://" + image.substring(0, slash) + "/v2" + name;
    Map<String, Object> manifest = Json.parseObject(text(fetch(repository, "manifests", digest)));
    String config = text(fetch(repository, "blobs", digest(manifest.get("config"))));
    List<?> layers = (List<?>) Objects.requireNonNull(manifest.get("layers"));
    for (Object layer : layers) {
      Path blob = Files.write(folder.resolve("layer"), fetch(repository, "blobs", digest(layer)));
      Command.in(folder, "tar", "-xzf", blob.toString(), "--no-same-owner", "--exclude=dev");
      Files.delete(blob);
    }
    return new PushedImage(config, folder);
  }

  /** The value of a label; empty where it has no such label. */
  String label(String name) {
    return Json.at(Json.parseObject(config), "config", "Labels", name)
        .map(Object::toString)
        .orElse("");
  }

  /** A text file of it. */
  String file(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  private static String digest(@Nullable Object descriptor) {
    return (String)
        Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(descriptor)).get("digest"));
  }

  private static byte[] fetch(String repository, String kind, String digest)
      throws IOException, InterruptedException {
    String url = repository + "/" + kind + "/" + digest;
    HttpRequest request = Http.to(url).header("Accept", MANIFESTS).build();
    HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
    assertEquals(200, response.statusCode(), url);
    assertEquals(digest, "sha256:" + Project.sha256(response.body()), url);
    return response.body();
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
