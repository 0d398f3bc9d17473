package io.activo.deploy.description;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.RegistryLogin;
import io.activo.deploy.image.credentials.RegistrySettings;
import io.activo.deploy.secret.Secret;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes records of {@code registries}. */
record RegistriesSection(Section root) {

  /** Each registry's settings by its host. */
  Map<String, RegistrySettings> settings() {
    Map<String, RegistrySettings> settings = new LinkedHashMap<>();
    if (root.map().get("registries").orElse(null) instanceof YamlMap registries) {
      for (YamlNode.Entry entry : registries.entries()) {
        Optional<Text> host = root.text(entry.key()).filter(this::isHost);
        if (host.isPresent() && entry.value() instanceof YamlMap map) {
          Section registry = new Section(map, root.variables(), root.problems());
          settings.put(
              host.get().value(),
              new RegistrySettings(login(registry), registry.flag("plain-http")));
        }
      }
    }
    return settings;
  }

  /** A host as it stands before an image's path; the team's own keys are none. */
  private boolean isHost(Text text) {
    if (text.value().startsWith(ShapeCheck.OWN)) {
      return false;
    }
    String image = text.value() + "/image";
    boolean host =
        ImageReference.fault(image).isEmpty()
            && ImageReference.parse(image).domain().equals(text.value());
    if (!host) {
      root.problem(
          "'" + text + "' is no registry's host",
          text.at(),
          "write it as it stands in an image's name, such as gcr.io or localhost:5000; docker.io for"
              + " Docker Hub");
    }
    return host;
  }

  private Optional<RegistryLogin> login(Section registry) {
    List<String> ways = new ArrayList<>();
    for (String key : List.of("username", "google", "helper", "token")) {
      if (registry.has(key)) {
        ways.add("'" + key + "'");
      }
    }
    if (ways.size() > 1) {
      registry.problem(
          "a registry has " + String.join(" and ", ways), registry.map().at(), "keep one of them");
    } else if (ways.isEmpty() && registry.has("password")) {
      registry.problem(
          "'password' stands without 'username'", registry.map().at(), "write who logs in");
    }
    return ways.size() == 1 ? one(registry) : Optional.empty();
  }

  private static Optional<RegistryLogin> one(Section registry) {
    if (registry.has("username")) {
      Optional<Text> password = registry.requiredValue("password", "password: {variable: NAME}");
      return registry
          .text("username")
          .flatMap(
              user ->
                  password.map(
                      text -> new RegistryLogin.Named(user.value(), Secret.of(text.value()))));
    }
    if (registry.has("helper")) {
      return registry.text("helper").map(name -> new RegistryLogin.Helper(name.value()));
    }
    Optional<Secret> google = registry.value("google").map(text -> Secret.of(text.value()));
    return google
        .<RegistryLogin>map(RegistryLogin.Google::new)
        .or(
            () ->
                registry
                    .value("token")
                    .map(text -> new RegistryLogin.Token(Secret.of(text.value()))));
  }
}
