package io.activo.deploy.image.credentials;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** JSON in the form of Docker's config.json: {@code credHelpers}, {@code credsStore}, auths. */
final class AuthFile implements CredentialSource {
  private final String name;
  private final Supplier<String> text;
  private final boolean namespaces;
  private final CredentialHelpers helpers;
  private Optional<Map<String, Object>> read = Optional.empty();

  private AuthFile(
      String name, Supplier<String> text, boolean namespaces, CredentialHelpers helpers) {
    this.name = name;
    this.text = text;
    this.namespaces = namespaces;
    this.helpers = helpers;
  }

  static AuthFile inVariable(
      String variable, Map<String, String> environment, CredentialHelpers helpers) {
    return new AuthFile(variable, () -> environment.getOrDefault(variable, ""), false, helpers);
  }

  static AuthFile docker(Path file, Path home, CredentialHelpers helpers) {
    String name = shown(file, home);
    return new AuthFile(name, () -> text(file, name), false, helpers);
  }

  /** Podman's keys may name a part of a registry. */
  static AuthFile podman(Path file, Path home, CredentialHelpers helpers) {
    String name = shown(file, home);
    return new AuthFile(name, () -> text(file, name), true, helpers);
  }

  private static String shown(Path file, Path home) {
    return file.startsWith(home)
        ? Path.of("~").resolve(home.relativize(file)).toString()
        : file + "";
  }

  private static String text(Path file, String name) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw unreadable(name);
    }
  }

  /** Without the cause: its text may hold what stands in the file. */
  private static DeployException unreadable(String name) {
    return new DeployException(
        Problem.of("cannot be read as JSON", Place.of(name), "mend it, or log in again"));
  }

  @Override
  public Optional<Credential> find(String registry) {
    return helped(registry).or(() -> entry(registry));
  }

  private Optional<Credential> helped(String registry) {
    Optional<String> own =
        value("credHelpers", RegistryName.key(registry)).or(() -> value("credHelpers", registry));
    if (own.isPresent()) {
      return own.filter(helper -> !helper.isEmpty())
          .flatMap(helper -> helpers.ask(helper, registry, "credHelpers in " + name));
    }
    return value("credsStore")
        .filter(store -> !store.isEmpty())
        .flatMap(store -> helpers.ask(store, registry, "credsStore in " + name));
  }

  private Optional<Credential> entry(String registry) {
    Map<String, Object> auths = object("auths");
    String key = RegistryName.key(registry);
    Optional<Credential> exact = entry(key, auths.get(key));
    return exact.isPresent()
        ? exact
        : auths.entrySet().stream()
            .filter(entry -> isFor(registry, entry.getKey()))
            .flatMap(entry -> entry(entry.getKey(), entry.getValue()).stream())
            .findFirst();
  }

  private boolean isFor(String registry, String key) {
    return RegistryName.of(key).equals(registry) && !(namespaces && RegistryName.isNamespace(key));
  }

  private Optional<Credential> entry(String key, @Nullable Object entry) {
    return AuthEntry.read(entry, Place.of("auths: " + key + " in " + name))
        .map(found -> new Credential(found.who() + " of auths in " + name, found.login()));
  }

  @Override
  public Set<String> registries() {
    Set<String> registries = new TreeSet<>();
    object("credHelpers").keySet().forEach(key -> registries.add(RegistryName.of(key)));
    object("auths")
        .forEach(
            (key, entry) -> {
              if (AuthEntry.isFilled(entry) && isFor(RegistryName.of(key), key)) {
                registries.add(RegistryName.of(key));
              }
            });
    return registries;
  }

  private Optional<String> value(String... path) {
    return Json.at(content(), path).map(Object::toString);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> object(String key) {
    return content().get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private Map<String, Object> content() {
    if (read.isEmpty()) {
      String json = text.get();
      try {
        read = Optional.of(json.isBlank() ? Map.of() : Json.parseObject(json));
      } catch (UncheckedIOException e) {
        throw unreadable(name);
      }
    }
    return read.get();
  }
}
