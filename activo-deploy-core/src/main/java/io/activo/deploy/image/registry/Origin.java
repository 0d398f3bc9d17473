package io.activo.deploy.image.registry;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port: what a login is good for, and nothing else (RFC 6454). */
record Origin(String scheme, String host, int port) {

  static Origin of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return new Origin(scheme, host, uri.getPort() < 0 ? usual : uri.getPort());
  }
}
