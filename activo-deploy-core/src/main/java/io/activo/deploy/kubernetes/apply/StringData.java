package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.kubernetes.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code stringData} of a Secret, which the server turns into {@code data} and never gives
 * back.
 */
final class StringData {
  private StringData() {}

  /** The live object as if it gave back what was sent as {@code stringData} and is there. */
  static Map<String, Object> merged(
      ObjectRef ref, Map<String, Object> sent, Map<String, Object> live) {
    if (!(ref.apiVersion().equals("v1")
        && ref.kind().equals("Secret")
        && sent.get("stringData") instanceof Map<?, ?> texts)) {
      return live;
    }
    Map<?, ?> data = live.get("data") instanceof Map<?, ?> map ? map : Map.of();
    Map<Object, Object> there = new LinkedHashMap<>();
    texts.forEach(
        (key, text) -> {
          boolean same = text instanceof String value && encoded(value).equals(data.get(key));
          there.put(key, same ? text : "another value");
        });
    Map<String, Object> merged = new LinkedHashMap<>(live);
    merged.put("stringData", there);
    return merged;
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
