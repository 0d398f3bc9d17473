package io.activo.deploy.image.credentials;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one secret from every source of credentials, and tries each in a broken form, and prints
 * all that there is to show and all that anybody logs; for a JVM of its own.
 */
final class EverySource {
  static final String CANARY = "canary-Pz83vL";
  private static final String PLAIN = "{\"Username\":\"u\",\"Secret\":\"" + CANARY + "\"}";
  private static final String KEY =
      "{\"type\": \"service_account\", \"client_email\": \"ci@p\", \"private_key\": \"CANARY\"}"
          .replace("CANARY", CANARY);

  private final Path home;
  private final TokenServer google;
  private final Map<String, RegistrySettings> description = new HashMap<>();
  private final Map<String, ServerLogins.Server> servers = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  private EverySource(Path home, TokenServer google) {
    this.home = home;
    this.google = google;
  }

  /** Takes an empty folder. */
  public static void main(String[] args) throws Exception {
    Logger root = Logger.getLogger("");
    List.of(root.getHandlers()).forEach(root::removeHandler);
    Handler heard = new ConsoleHandler();
    heard.setLevel(Level.ALL);
    root.addHandler(heard);
    root.setLevel(Level.ALL);
    Logger client = Logger.getLogger("com.google.api.client.http.HttpTransport");
    client.setLevel(Level.ALL);
    client.config("java.util.logging is heard");
    LoggerFactory.getLogger(EverySource.class).trace("slf4j is heard");
    try (TokenServer google = new TokenServer(CANARY)) {
      EverySource sources = new EverySource(Path.of(args[0]), google);
      sources.showWhole();
      sources.showBroken();
    }
  }

  private void showWhole() throws Exception {
    describeAll();
    helper("one", "echo '" + PLAIN + "'");
    helper("none", "echo credentials not found in native keychain; exit 1");
    environment.put("DOCKER_AUTH_CONFIG", auths("variable.io", auth()));
    write(
        ".docker/config.json",
        Json.print(
            Map.of(
                "credHelpers",
                Map.of("helped.io", "one"),
                "credsStore",
                "none",
                "auths",
                Map.of(
                    "password.io",
                    auth(),
                    "plain.io",
                    Map.of("username", "u", "password", CANARY),
                    "identity.io",
                    Map.of("identitytoken", CANARY),
                    "bearer.io",
                    Map.of("registrytoken", CANARY)))));
    write(".config/containers/auth.json", auths("podman.io", auth()));
    ciVariables();
    showEach(
        "named.io key.io helper.io token.io settings.io variable.io helped.io password.io plain.io"
            + " identity.io bearer.io podman.io ghcr.io gitlab.io proxy.io registry.heroku.com");
    showGoogle();
    write(".docker/config.json", "{\"credsStore\": \"one\"}");
    showEach("store.io");
  }

  private void describeAll() {
    describe("named.io", new RegistryLogin.Named("u", Secret.of(CANARY)));
    describe("key.io", new RegistryLogin.Google(Secret.of(KEY)));
    describe("helper.io", new RegistryLogin.Helper("one"));
    describe("token.io", new RegistryLogin.Token(Secret.of(CANARY)));
    servers.put("settings.io", new ServerLogins.Server("settings.io", "u", Secret.of(CANARY)));
  }

  private void ciVariables() {
    environment.putAll(Map.of("GITHUB_ACTIONS", "true", "GITHUB_TOKEN", CANARY));
    environment.putAll(Map.of("CI_REGISTRY", "gitlab.io", "CI_REGISTRY_USER", "u"));
    environment.put("CI_REGISTRY_PASSWORD", CANARY);
    environment.put("CI_DEPENDENCY_PROXY_SERVER", "proxy.io:443");
    environment.put("CI_DEPENDENCY_PROXY_USER", "u");
    environment.put("CI_DEPENDENCY_PROXY_PASSWORD", CANARY);
    environment.put("HEROKU_API_KEY", CANARY);
  }

  private void showGoogle() throws Exception {
    for (String variable : List.of("GOOGLE_CREDENTIALS", "GCLOUD_SERVICE_KEY")) {
      environment.put(variable, base64(KEY));
      showEach("gcr.io");
      environment.remove(variable);
    }
    environment.put("GCE_METADATA_HOST", google.host());
    showEach("gcr.io");
    write("key.json", Json.print(google.key()));
    environment.put("GOOGLE_APPLICATION_CREDENTIALS", home.resolve("key.json").toString());
    showEach("gcr.io");
    google.refuse(400);
    showEach("gcr.io");
    environment.put("GOOGLE_APPLICATION_CREDENTIALS", KEY);
    showEach("gcr.io");
  }

  private void showBroken() throws Exception {
    String broken = "{\"auths\": {\"broken.io\": {\"auth\": \"" + CANARY;
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("not JSON", broken);
    texts.put("not Base64", broken + "\"}}}");
    for (Map.Entry<String, String> text : texts.entrySet()) {
      clear();
      environment.put("DOCKER_AUTH_CONFIG", text.getValue());
      showEach("broken.io");
      clear();
      write(".docker/config.json", text.getValue());
      showEach("broken.io");
      clear();
      write(".config/containers/auth.json", text.getValue());
      showEach("broken.io");
    }
    for (String variable : List.of("GOOGLE_CREDENTIALS", "GCLOUD_SERVICE_KEY")) {
      clear();
      environment.put(variable, "{" + CANARY);
      showEach("gcr.io");
    }
    clear();
    describe("key.io", new RegistryLogin.Google(Secret.of(CANARY)));
    showEach("key.io");
    showBrokenHelpers();
  }

  private void showBrokenHelpers() throws IOException {
    List<String> scripts =
        List.of("echo '{" + CANARY + "'", "echo '" + PLAIN + "' | tee /dev/stderr; exit 3");
    for (String script : scripts) {
      clear();
      helper("broken", script);
      describe("helper.io", new RegistryLogin.Helper("broken"));
      write(
          ".docker/config.json",
          "{\"credHelpers\": {\"helped.io\": \"broken\"}, \"credsStore\": \"broken\"}");
      showEach("helper.io helped.io store.io");
    }
  }

  private void clear() throws IOException {
    description.clear();
    servers.clear();
    environment.clear();
    Files.deleteIfExists(home.resolve(".docker/config.json"));
    Files.deleteIfExists(home.resolve(".config/containers/auth.json"));
  }

  /** Shows all that has a text, and whether the secret arrived. */
  private void showEach(String registries) {
    environment.put("HOME", home.toString());
    environment.put("PATH", home + ":" + System.getenv("PATH"));
    CredentialSources sources =
        new CredentialSources(description, id -> Optional.ofNullable(servers.get(id)), environment);
    Credentials credentials = Credentials.from(sources);
    System.out.println(sources + " " + AllSources.of(sources) + " " + credentials + servers);
    for (String registry : registries.split(" ", -1)) {
      try {
        Credential found = credentials.of(registry);
        System.out.println("found " + registry + ": " + found + holds(found.login()));
      } catch (DeployException e) {
        System.out.println("failed " + registry + ": " + e.problems());
        e.printStackTrace(System.out);
      }
    }
  }

  private static String holds(Login login) {
    String secret = "";
    if (login instanceof Login.Password password) {
      secret = password.password().reveal();
    } else if (login instanceof Login.IdentityToken token) {
      secret = token.token().reveal();
    } else if (login instanceof Login.BearerToken token) {
      secret = token.token().reveal();
    }
    return secret.contains(CANARY) ? " holds it" : " does not hold it";
  }

  private void describe(String registry, RegistryLogin login) {
    description.put(registry, new RegistrySettings(Optional.of(login), false));
  }

  /** One that notes how it was called, and how all programs were. */
  private void helper(String name, String script) throws IOException {
    String noted =
        "{ echo called \"$@\"; cat /proc/*/cmdline 2>/dev/null | tr '\\0' ' '; } >> "
            + home.resolve("processes")
            + "\n";
    write("docker-credential-" + name, "#!/bin/sh\n" + noted + script + "\n");
    if (!home.resolve("docker-credential-" + name).toFile().setExecutable(true)) {
      throw new IOException(name);
    }
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(home.resolve(file).getParent());
    Files.writeString(home.resolve(file), text);
  }

  private static Map<String, Object> auth() {
    return Map.of("auth", base64("u:" + CANARY));
  }

  private static String auths(String registry, Map<String, Object> entry) {
    return Json.print(Map.of("auths", Map.of(registry, entry)));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
