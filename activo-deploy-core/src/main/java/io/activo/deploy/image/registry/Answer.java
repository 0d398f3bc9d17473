package io.activo.deploy.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a server answered. Its body is read once; closing it without reading drops the connection.
 *
 * @param uri whose answer it is, after redirects
 */
record Answer(int status, HttpHeaders headers, URI uri, InputStream body) implements AutoCloseable {
  private static final int LONGEST_TEXT = 64 * 1024;

  /** Whether the status is 2xx. */
  boolean ok() {
    return status / 100 == 2;
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  List<Challenge> challenges() {
    return Challenge.parse(headers.allValues("WWW-Authenticate"));
  }

  /** The begin of the body, at most 64 KB; reads nothing more. */
  String text() throws IOException {
    try (InputStream in = body) {
      return new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8);
    }
  }

  /** Reads what is left of a short body, so that the connection can serve again. */
  @Override
  public void close() {
    try (InputStream in = body) {
      in.skipNBytes(0);
      in.readNBytes(LONGEST_TEXT);
    } catch (IOException e) {
      // Whoever closes has what he wanted.
    }
  }
}
