package io.activo.deploy.image.registry;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** One request to a registry, without what logs in. */
record Call(String method, URI uri, Scope scope, Map<String, String> headers, Payload payload) {
  Call {
    headers = Map.copyOf(headers);
  }

  /** A request without a body. */
  static Call of(String method, URI uri, Scope scope) {
    return new Call(method, uri, scope, Map.of(), Payload.none());
  }

  Call with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Call(method, uri, scope, more, payload);
  }

  Call with(Payload newPayload) {
    return new Call(method, uri, scope, headers, newPayload);
  }

  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
