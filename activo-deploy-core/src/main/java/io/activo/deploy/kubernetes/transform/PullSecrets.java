package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names a pull secret in the pods that need it, and makes it where they are. */
record PullSecrets(PullSecret asked, Scope scope) {
  private static final String NAMES = "imagePullSecrets";

  /** How docker and Kubernetes call Docker Hub among credentials. */
  private static final String HUB_KEY = "https://index.docker.io/v1/";

  /** Whether a pod specification uses an image of one of the registries. */
  private boolean isNeededBy(Map<String, Object> spec) {
    Set<String> hosts =
        asked.logins().stream().map(PullSecret.RegistryLogin::registry).collect(Collectors.toSet());
    return PodFields.CONTAINERS.stream()
        .flatMap(list -> Fields.maps(spec, List.of(list)).stream())
        .flatMap(container -> Fields.text(container, "image").stream())
        .filter(image -> ImageReference.fault(image).isEmpty())
        .anyMatch(image -> hosts.contains(ImageReference.parse(image).domain()));
  }

  Manifest named(Manifest manifest) {
    return PodFields.spec(manifest.ref())
        .map(path -> manifest.with(Fields.changed(manifest.content(), path, this::named)))
        .orElse(manifest);
  }

  private Map<String, Object> named(Map<String, Object> spec) {
    List<@Nullable Object> names = Fields.items(spec, NAMES);
    Map<String, Object> name = Map.of("name", asked.name().value());
    Object present = spec.getOrDefault(NAMES, List.of());
    if (!isNeededBy(spec) || names.contains(name) || !(present instanceof List<?>)) {
      return spec;
    }
    names.add(name);
    return Fields.with(spec, NAMES, names);
  }

  /** The Secrets: one in each namespace that needs it, in the deploy's where none does. */
  List<Manifest> made(List<Manifest> manifests) {
    Set<String> namespaces =
        manifests.stream()
            .filter(this::isNeededBy)
            .map(manifest -> written(manifest.ref().namespace()))
            .collect(Collectors.toCollection(TreeSet::new));
    return (namespaces.isEmpty() ? Set.of("") : namespaces).stream().map(this::made).toList();
  }

  /** The deploy's own namespace is left to whoever places all other objects in it. */
  private String written(String namespace) {
    return namespace.equals(scope.namespace()) ? "" : namespace;
  }

  private boolean isNeededBy(Manifest manifest) {
    return PodFields.spec(manifest.ref()).stream()
        .flatMap(path -> Fields.maps(manifest.content(), path).stream())
        .anyMatch(this::isNeededBy);
  }

  Optional<Problem> warning(List<Manifest> manifests) {
    return manifests.stream().anyMatch(this::isNeededBy)
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                "no pod uses an image of the registries of the pull secret '" + asked.name() + "'",
                asked.name().at(),
                "check the registries' hosts, or leave it out"));
  }

  private Manifest made(String namespace) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", asked.name().value());
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("apiVersion", "v1");
    content.put("kind", "Secret");
    content.put("metadata", metadata);
    content.put("type", "kubernetes.io/dockerconfigjson");
    content.put("data", Map.of(".dockerconfigjson", base64(Json.print(Map.of("auths", auths())))));
    ObjectRef ref = new ObjectRef("v1", "Secret", namespace, asked.name().value());
    return new Manifest(ref, content, asked.name().at());
  }

  private Map<String, Object> auths() {
    Map<String, Object> auths = new LinkedHashMap<>();
    for (PullSecret.RegistryLogin login : asked.logins()) {
      boolean isHub = login.registry().equals(ImageReference.DOCKER_HUB);
      Map<String, Object> auth = new LinkedHashMap<>();
      auth.put("username", login.username());
      auth.put("password", login.password().reveal());
      auth.put("auth", base64(login.username() + ":" + login.password().reveal()));
      auths.put(isHub ? HUB_KEY : login.registry(), auth);
    }
    return auths;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
