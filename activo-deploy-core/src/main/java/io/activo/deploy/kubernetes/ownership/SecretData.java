package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code stringData} of Secrets. A server takes it for {@code data} when it is written, but
 * keeps the fields of {@code stringData} as those that were applied (Kubernetes 1.34): so nobody
 * owns what is in {@code data} then, and a key that is applied no longer stays. Sent as {@code
 * data} it is owned as every other field.
 */
final class SecretData {
  private static final String DATA = "data";
  private static final String WRITTEN = "stringData";
  private static final ManagedField FIELD =
      new ManagedField(List.of(new ManagedField.Name(WRITTEN)));

  private SecretData() {}

  static boolean isSecret(ObjectRef ref) {
    return ref.apiVersion().equals("v1") && ref.kind().equals("Secret");
  }

  /**
   * The manifest with its {@code stringData} in {@code data}, where it counts more. One with values
   * that are no texts stays as it is: the server refuses it.
   */
  static Manifest in(Manifest manifest) {
    Object data = manifest.content().get(DATA);
    boolean mayMerge = isSecret(manifest.ref()) && (data == null || data instanceof Map);
    return mayMerge
            && manifest.content().get(WRITTEN) instanceof Map<?, ?> texts
            && texts.values().stream().allMatch(String.class::isInstance)
        ? merged(manifest, texts, data != null)
        : manifest;
  }

  private static Manifest merged(Manifest manifest, Map<?, ?> texts, boolean hasData) {
    Map<String, Object> data =
        new LinkedHashMap<>(new LiveObject(manifest.content()).object(DATA).content());
    texts.forEach((key, text) -> data.put(key.toString(), encoded(text.toString())));
    Map<String, Object> merged = new LinkedHashMap<>(manifest.content());
    merged.remove(WRITTEN);
    if (!texts.isEmpty()) {
      merged.put(DATA, data);
    }
    return new Manifest(
        manifest.ref(), merged, path -> manifest.placeOf(written(path, texts, hasData)));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Where a field of {@code data} is written. */
  private static FieldPath written(FieldPath path, Map<?, ?> texts, boolean hasData) {
    List<Object> way = path.segments();
    if (way.isEmpty() || !way.get(0).equals(DATA)) {
      return path;
    }
    boolean isText = way.size() > 1 && texts.containsKey(way.get(1));
    FieldPath field = FieldPath.of(WRITTEN);
    return isText ? field.child(way.get(1).toString()) : hasData ? path : field;
  }

  /** Whether it is a field of a Secret's {@code stringData}. */
  static boolean isWritten(ObjectRef ref, ManagedField field) {
    return isSecret(ref) && FIELD.covers(field);
  }

  /** The fields as those that the server makes of them. */
  static FieldSet kept(ObjectRef ref, FieldSet fields) {
    Map<String, Object> tree = new LinkedHashMap<>(fields.tree());
    Object written = isSecret(ref) ? tree.remove("f:" + WRITTEN) : null;
    FieldSet rest = new FieldSet(tree);
    return written instanceof Map<?, ?> keys && !keys.isEmpty()
        ? rest.with(new FieldSet(Map.of("f:" + DATA, keys)))
        : rest;
  }
}
