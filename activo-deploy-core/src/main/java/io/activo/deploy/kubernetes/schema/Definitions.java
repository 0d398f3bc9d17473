package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.KubernetesVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The named schemas of one version; each is parsed when it is first asked for. */
final class Definitions {
  static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Map<String, Object>> parsed = new ConcurrentHashMap<>();

  Definitions(KubernetesVersion version) {
    for (SchemaLines.Line line : SchemaLines.all().definitions()) {
      if (line.holdsFor(version)) {
        int blank = line.fact().indexOf(' ');
        texts.put(line.fact().substring(0, blank), line.fact().substring(blank + 1));
      }
    }
  }

  /** The schema of a name. */
  Optional<Map<String, Object>> find(String name) {
    return Optional.ofNullable(texts.get(name))
        .map(text -> parsed.computeIfAbsent(name, absent -> Json.parseObject(text)));
  }

  /** What may stand where a definition is referred to. */
  Shape shape(String name) {
    return new Shape(Map.of("$ref", name), this, false);
  }
}
