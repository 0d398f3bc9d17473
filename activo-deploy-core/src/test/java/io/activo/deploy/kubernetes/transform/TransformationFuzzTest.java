package io.activo.deploy.kubernetes.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.Fuzz;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.Place;
import io.activo.deploy.secret.Secret;
import io.activo.deploy.template.Variables;
import io.activo.deploy.yaml.Yaml;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Objects of arbitrary shapes, with the keys that transformations look for. */
class TransformationFuzzTest {
  private static final Place.InText AT = Place.in("activo.yml", 1, 1);
  private static final GeneratorInputs NOTHING =
      new GeneratorInputs((path, at) -> Path.of(path), Variables.of(Map.of()));
  private static final List<String> KINDS =
      List.of(
          "v1 Pod",
          "v1 PodTemplate",
          "apps/v1 Deployment",
          "apps/v1 StatefulSet",
          "batch/v1 CronJob",
          "networking.k8s.io/v1 Ingress",
          "rbac.authorization.k8s.io/v1 Role",
          "rbac.authorization.k8s.io/v1 ClusterRole",
          "rbac.authorization.k8s.io/v1 RoleBinding",
          "autoscaling/v2 HorizontalPodAutoscaler",
          "storage.k8s.io/v1 StorageClass",
          "apiextensions.k8s.io/v1 CustomResourceDefinition",
          "v1 ConfigMap",
          "v1 Secret",
          "example.com/v1 Rollout");
  private static final List<String> KEYS =
      List.of("name", "kind", "namespace", "image", "spec", "env", "volumes", "metadata");
  private static final List<String> TEXTS =
      List.of("settings", "keys", "other", "configmaps", "ConfigMap", "nginx", "", "A b");

  /** A pod, and whatever else transformations look into. */
  private static final String SHAPE =
      """
      spec: &spec
        volumes:
        - configMap: {name: settings}
        - secret: {secretName: keys}
        - projected: {sources: [{configMap: {name: settings}}, {secret: {name: keys}}]}
        imagePullSecrets: [{name: keys}]
        initContainers: [{name: app, image: nginx, envFrom: [{configMapRef: {name: settings}}]}]
        containers:
        - name: app
          image: nginx
          env: [{name: a, valueFrom: {configMapKeyRef: {name: settings, key: a}}}]
          envFrom: [{secretRef: {name: keys}}]
        template: &template
          metadata: {annotations: {}}
          spec:
            containers: [{name: app, image: nginx, envFrom: [{configMapRef: {name: settings}}]}]
            volumes: [{configMap: {name: settings}}, {secret: {secretName: keys}}]
        jobTemplate: {spec: {template: *template}}
        scaleTargetRef: {kind: Deployment, name: object-0}
        tls: [{secretName: keys}]
        scope: Cluster
        names: {kind: Rollout}
      template: *template
      metadata: {annotations: {nginx.ingress.kubernetes.io/auth-secret: keys}}
      rules: [{resources: [configmaps, secrets], resourceNames: [settings, keys]}]
      roleRef: {kind: Role, name: object-1}
      subjects: [{kind: ServiceAccount, name: object-2, namespace: other}]
      parameters: {secretName: keys, secretNamespace: other}
      data: {a: settings}
      """;

  private final Fuzz fuzz = new Fuzz();

  @Test
  void neverFailsAndASecondTimeChangesNothing() {
    Transformation all = changes(List.of());
    for (int i = 0; i < Fuzz.cases(100); i++) {
      List<Manifest> objects = objects();
      List<Manifest> once = entries(all, objects);
      assertEquals(contents(once), contents(entries(all, once)));
      suffixed(objects);
    }
  }

  @Test
  void objectsThatNameNothingGeneratedStayAsTheyAre() {
    Transformation generators =
        new Transformation(
            List.of(generator("settings"), generator("keys")),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    int changed = 0;
    for (int i = 0; i < Fuzz.cases(100); i++) {
      List<Manifest> objects =
          objects().stream().filter(each -> !each.ref().kind().equals("ConfigMap")).toList();
      List<Manifest> after = entries(generators, objects);
      List<Manifest> plain = entries(Transformation.none(), objects);
      for (int k = 0; k < objects.size(); k++) {
        String was = CanonicalJson.print(plain.get(k).content());
        String is = CanonicalJson.print(after.get(k).content());
        assertEquals(was, is.replaceAll("(settings|keys)-[a-z0-9]{10}", "$1"));
        changed += was.equals(is) ? 0 : 1;
      }
    }
    assertTrue(changed > 20, changed + " changed");
  }

  private static Generator generator(String name) {
    return new Generator(
        Generator.Kind.CONFIG_MAP,
        new PlacedText(name, AT),
        List.of(new Source.Literal("a", Secret.of("1"), AT)),
        true);
  }

  private static Transformation changes(List<Generator> generators) {
    return new Transformation(
        generators,
        List.of(),
        List.of(new Annotation("fuzz", "1", AT)),
        Optional.of(
            new PullSecret(
                new PlacedText("pull", AT),
                List.of(new PullSecret.RegistryLogin("docker.io", "u", Secret.of("p"))))),
        Optional.of(Instant.EPOCH));
  }

  private static List<Manifest> entries(Transformation transformation, List<Manifest> objects) {
    return transformation.apply(List.of(EntryObjects.of(objects)), NOTHING, "").entries().get(0);
  }

  private static void suffixed(List<Manifest> objects) {
    EntryObjects entry =
        new EntryObjects(objects, Optional.empty(), Optional.of(new PlacedText("-canary", AT)));
    Transformed made = Transformation.none().apply(List.of(entry), NOTHING, "shop");
    assertEquals(objects.size(), made.manifests().size());
  }

  private static List<String> contents(List<Manifest> manifests) {
    return manifests.stream().map(each -> CanonicalJson.print(each.content())).toList();
  }

  private List<Manifest> objects() {
    return list(1 + fuzz.below(4), this::object);
  }

  private Manifest object(int index) {
    String[] kind = fuzz.one(KINDS).split(" ", -1);
    Map<String, Object> content = new LinkedHashMap<>();
    if (Yaml.documents("shape", SHAPE).get(0).toValue() instanceof Map<?, ?> shape) {
      shape.forEach((key, value) -> putAny(content, String.valueOf(key), bent(value)));
    }
    content.put("apiVersion", kind[0]);
    content.put("kind", kind[1]);
    ObjectRef ref = new ObjectRef(kind[0], kind[1], fuzz.one("", "other"), "object-" + index);
    return new Manifest(ref, content, AT);
  }

  /** The value with something else in a few places. */
  private @Nullable Object bent(@Nullable Object value) {
    if (fuzz.below(25) == 0) {
      return any(2);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> bent = new LinkedHashMap<>();
      map.forEach((key, item) -> putAny(bent, String.valueOf(key), bent(item)));
      return bent;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> bent = new ArrayList<>();
      list.forEach(item -> bent.add(bent(item)));
      return bent;
    }
    return value;
  }

  /** Also null, as JSON has it, and where no code may look for it. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void putAny(Map map, String key, @Nullable Object value) {
    map.put(key, value);
  }

  private @Nullable Object any(int depth) {
    return switch (fuzz.below(depth < 1 ? 4 : 6)) {
      case 0 -> null;
      case 1 -> 7;
      case 2, 3 -> fuzz.one(TEXTS);
      case 4 -> {
        Map<String, Object> map = new LinkedHashMap<>();
        putAny(map, fuzz.one(KEYS), any(depth - 1));
        putAny(map, fuzz.one(KEYS), any(depth - 1));
        yield map;
      }
      default -> {
        List<@Nullable Object> items = new ArrayList<>();
        items.add(any(depth - 1));
        items.add(any(depth - 1));
        yield items;
      }
    };
  }

  private static <T> List<T> list(int size, IntFunction<T> item) {
    List<T> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(item.apply(i));
    }
    return list;
  }
}
