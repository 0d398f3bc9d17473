package io.activo.deploy.image.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final String CANARY = "canary-Wk42pQ";
  private static final String KEY =
      "{\"type\": \"service_account\", \"client_email\": \"ci@p\", \"private_key\": \"k\"}";

  private final Map<String, RegistrySettings> description = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, ServerLogins.Server> servers = new HashMap<>();

  @TempDir Path home;

  @Test
  void theStrongerSourceWins() throws IOException {
    try (TokenServer google = new TokenServer("t")) {
      Map<String, Runnable> weakestFirst = new LinkedHashMap<>();
      addWeakSources(weakestFirst, google);
      addFiles(weakestFirst);
      addStrongSources(weakestFirst);
      List<String> chosen = new ArrayList<>();
      weakestFirst.forEach(
          (source, add) -> {
            add.run();
            chosen.add(credentials().of("gcr.io").source());
          });
      assertEquals(List.copyOf(weakestFirst.keySet()), chosen);
    }
  }

  private void addWeakSources(Map<String, Runnable> weakestFirst, TokenServer google) {
    weakestFirst.put("no credentials", () -> {});
    weakestFirst.put(
        "CI_REGISTRY_PASSWORD of GitLab CI, user 'u'",
        () ->
            environment.putAll(
                Map.of(
                    "CI_REGISTRY",
                    "gcr.io",
                    "CI_REGISTRY_USER",
                    "u",
                    "CI_REGISTRY_PASSWORD",
                    "p")));
    weakestFirst.put(
        "Application Default Credentials (metadata server)",
        () -> environment.put("GCE_METADATA_HOST", google.host()));
    Path file = home.resolve("adc.json");
    weakestFirst.put(
        "Application Default Credentials (file " + file + ", account ci@p)",
        () -> {
          write("adc.json", Json.print(key(google)));
          environment.put("GOOGLE_APPLICATION_CREDENTIALS", file.toString());
        });
    weakestFirst.put(
        "the key of ci@p in GCLOUD_SERVICE_KEY",
        () -> environment.put("GCLOUD_SERVICE_KEY", base64(KEY)));
    weakestFirst.put(
        "the key of ci@p in GOOGLE_CREDENTIALS", () -> environment.put("GOOGLE_CREDENTIALS", KEY));
  }

  private static Map<String, Object> key(TokenServer google) {
    try {
      return google.key();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void addFiles(Map<String, Runnable> weakestFirst) {
    weakestFirst.put(
        "user 'c' of auths in ~/.config/containers/auth.json",
        () -> write(".config/containers/auth.json", auths("gcr.io", "c")));
    weakestFirst.put(
        "user 'r' of auths in ~/run/containers/auth.json",
        () -> {
          environment.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
          write("run/containers/auth.json", auths("gcr.io", "r"));
        });
    String config = auths("gcr.io", "d");
    weakestFirst.put(
        "user 'd' of auths in ~/.docker/config.json", () -> write(".docker/config.json", config));
    weakestFirst.put(
        "docker-credential-all (credsStore in ~/.docker/config.json)",
        () -> {
          environment.put("PATH", home + ":" + System.getenv("PATH"));
          helper("all", "echo '{\"Username\":\"a\",\"Secret\":\"s\"}'");
          helper("one", "echo '{\"Username\":\"o\",\"Secret\":\"s\"}'");
          write(".docker/config.json", config.replaceFirst("\\{", "{\"credsStore\": \"all\", "));
        });
    weakestFirst.put(
        "docker-credential-one (credHelpers in ~/.docker/config.json)",
        () ->
            write(
                ".docker/config.json",
                config.replaceFirst(
                    "\\{", "{\"credsStore\": \"all\", \"credHelpers\": {\"gcr.io\": \"one\"}, ")));
  }

  private void addStrongSources(Map<String, Runnable> weakestFirst) {
    weakestFirst.put(
        "user 'e' of auths in DOCKER_AUTH_CONFIG",
        () -> environment.put("DOCKER_AUTH_CONFIG", auths("gcr.io", "e")));
    weakestFirst.put(
        "settings.xml server 'gcr.io', user 's'",
        () -> servers.put("gcr.io", new ServerLogins.Server("gcr.io", "s", Secret.of("p"))));
    weakestFirst.put(
        "user 'n' of registries: gcr.io of the description",
        () -> describe("gcr.io", new RegistryLogin.Named("n", Secret.of("p"))));
  }

  @Test
  void asksAgainAfterFiveMinutes() {
    Map<Instant, Integer> asked = new LinkedHashMap<>();
    Instant[] now = {Instant.EPOCH};
    CredentialSource source = source(() -> asked.merge(now[0], 1, Integer::sum));
    Credentials credentials = new SourcedCredentials(List.of(source), () -> now[0]);
    for (int seconds : List.of(0, 0, 299, 300, 301, 599, 600)) {
      now[0] = Instant.ofEpochSecond(seconds);
      credentials.of("a.io");
    }
    assertEquals(
        Map.of(Instant.EPOCH, 1, Instant.ofEpochSecond(300), 1, Instant.ofEpochSecond(600), 1),
        asked);
  }

  private static CredentialSource source(Runnable asked) {
    return new CredentialSource() {
      @Override
      public Optional<Credential> find(String registry) {
        asked.run();
        return Optional.of(new Credential("here", new Login.Anonymous()));
      }

      @Override
      public Set<String> registries() {
        return Set.of();
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"DOCKER_CONFIG", "REGISTRY_AUTH_FILE", "XDG_RUNTIME_DIR"})
  void doesNotQuoteWhatIsNoPath(String variable) {
    environment.put(variable, CANARY + "\0");
    DeployException failure = assertThrows(DeployException.class, this::credentials);
    assertTrue(failure.toString().contains(variable + ": is no path"), failure.toString());
    assertFalse(failure.toString().contains(CANARY), failure.toString());
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "docker.io       | https://index.docker.io/v1/ | yes",
        "docker.io       | docker.io                   | yes",
        "index.docker.io | https://index.docker.io/v1/ | yes",
        "eu.gcr.io       | https://eu.gcr.io/v2/       | yes",
        "localhost:5000  | localhost:5000              | yes",
        "localhost:5000  | localhost                   | no",
        "quay.io         | https://gcr.io              | no",
      })
  void findsTheKeyOfARegistry(String registry, String key, String found) {
    write(".docker/config.json", auths(key, "u"));
    boolean login = credentials().of(registry).login() instanceof Login.Password;
    assertEquals(found.equals("yes"), login);
  }

  @Test
  void leavesOutPodmansKeysForAPartOfARegistry() {
    write(".config/containers/auth.json", auths("quay.io/team", "u"));
    assertEquals(Credential.anonymous(), credentials().of("quay.io"));
    assertEquals(Set.of(), credentials().registries());
  }

  @Test
  void asksTheHelperOfTheHostBeforeTheStoreAndTheStoreBeforeAuths() {
    environment.put("PATH", home + ":" + System.getenv("PATH"));
    write(
        ".docker/config.json",
        "{\"credHelpers\": {\"quay.io\": \"one\"}, \"credsStore\": \"two\", "
            + auths("none.io", "u").substring(1));
    helper("one", "echo '{\"Username\":\"one\",\"Secret\":\"s\"}'");
    helper(
        "two",
        "read h; case $h in none.io) echo credentials not found in native keychain; exit 1;;"
            + " esac; echo '{\"Username\":\"two\",\"Secret\":\"s\"}'");
    assertEquals(
        "docker-credential-one (credHelpers in ~/.docker/config.json)",
        credentials().of("quay.io").source());
    assertEquals(
        "docker-credential-two (credsStore in ~/.docker/config.json)",
        credentials().of("gcr.io").source());
    assertEquals(
        "user 'u' of auths in ~/.docker/config.json", credentials().of("none.io").source());
  }

  @ParameterizedTest
  @CsvSource({"'{\"credHelpers\": {\"quay.io\": \"gone\"}}'", "'{\"credsStore\": \"gone\"}'"})
  void aHelperThatIsMissingIsNoReasonToBeAnonymous(String config) {
    write(".docker/config.json", config);
    Credentials credentials = credentials();
    DeployException failure = assertThrows(DeployException.class, () -> credentials.of("quay.io"));
    assertTrue(failure.toString().contains("docker-credential-gone"), failure.toString());
  }

  @Test
  void takesEachTokenOfAuthsForWhatItIs() {
    write(
        ".docker/config.json",
        "{\"auths\": {\"a.io\": {\"identitytoken\": \"i\", \"auth\": \"dTo=\"},"
            + " \"b.io\": {\"registrytoken\": \"r\"}, \"c.io\": {}}}");
    assertEquals(new Login.IdentityToken(Secret.of("i")), credentials().of("a.io").login());
    assertEquals(new Login.BearerToken(Secret.of("r")), credentials().of("b.io").login());
    assertEquals(new Login.Anonymous(), credentials().of("c.io").login());
    assertEquals(Set.of("a.io", "b.io"), credentials().registries());
  }

  @Test
  void takesTheVariablesOfCi() {
    environment.putAll(
        Map.of(
            "GITHUB_ACTIONS",
            "true",
            "GITHUB_TOKEN",
            "t",
            "GITHUB_ACTOR",
            "me",
            "CI_DEPENDENCY_PROXY_SERVER",
            "gitlab.com:443",
            "CI_DEPENDENCY_PROXY_USER",
            "u",
            "CI_DEPENDENCY_PROXY_PASSWORD",
            "p",
            "HEROKU_API_KEY",
            "k"));
    Map<String, Login> expected =
        Map.of(
            "ghcr.io", new Login.Password("me", Secret.of("t")),
            "gitlab.com:443", new Login.Password("u", Secret.of("p")),
            "gitlab.com", new Login.Password("u", Secret.of("p")),
            "registry.heroku.com", new Login.Password("_", Secret.of("k")));
    Credentials credentials = credentials();
    expected.forEach((host, login) -> assertEquals(login, credentials.of(host).login(), host));
    assertEquals(expected.keySet(), credentials.registries());
  }

  @Test
  void aTokenOfGitHubIsOfNoUseOutsideOfItsActions() {
    environment.put("GITHUB_TOKEN", "t");
    assertEquals(Credential.anonymous(), credentials().of("ghcr.io"));
  }

  @Test
  void takesWhatTheDescriptionSays() {
    describe("a.io", new RegistryLogin.Token(Secret.of("t")));
    describe("gcr.io", new RegistryLogin.Google(Secret.of(base64(KEY))));
    description.put("localhost:5000", new RegistrySettings(Optional.empty(), true));
    assertEquals(new Login.BearerToken(Secret.of("t")), credentials().of("a.io").login());
    assertEquals(
        new Login.Password("_json_key", Secret.of(KEY)), credentials().of("gcr.io").login());
    assertEquals(Set.of("a.io", "gcr.io"), credentials().registries());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DOCKER_AUTH_CONFIG | {\"auths\": {\"gcr.io\": {\"auth\": \"CANARY\"}}}",
        "DOCKER_AUTH_CONFIG | {\"auths\": CANARY",
        "GOOGLE_CREDENTIALS | {\"type\": \"service_account\", CANARY",
        "GOOGLE_CREDENTIALS | CANARY",
        "GCLOUD_SERVICE_KEY | {\"type\": \"authorized_user\", \"refresh_token\": \"CANARY\"}",
      })
  void doesNotQuoteWhatItCannotRead(String variable, String value) {
    environment.put(variable, value.replace("CANARY", CANARY));
    Credentials credentials = credentials();
    DeployException failure = assertThrows(DeployException.class, () -> credentials.of("gcr.io"));
    assertTrue(failure.toString().contains(variable), failure.toString());
    assertFalse(failure.toString().contains(CANARY), failure.toString());
    assertEquals(null, failure.getCause());
  }

  @Test
  void showsNoSecretAsText() {
    environment.put("HEROKU_API_KEY", CANARY);
    environment.put(
        "DOCKER_AUTH_CONFIG", auths("gcr.io", "u").replace("dTpw", base64("u:" + CANARY)));
    describe("a.io", new RegistryLogin.Token(Secret.of(CANARY)));
    CredentialSources sources =
        new CredentialSources(description, id -> Optional.empty(), environment);
    Credentials credentials = Credentials.from(sources);
    String shown =
        sources
            + " "
            + AllSources.of(sources)
            + credentials
            + credentials.of("registry.heroku.com")
            + credentials.of("a.io")
            + credentials.of("gcr.io");
    assertFalse(shown.contains(CANARY), shown);
  }

  private Credentials credentials() {
    environment.put("HOME", home.toString());
    return Credentials.from(
        new CredentialSources(
            description, id -> Optional.ofNullable(servers.get(id)), environment));
  }

  private void describe(String registry, RegistryLogin login) {
    description.put(registry, new RegistrySettings(Optional.of(login), false));
  }

  private static String auths(String key, String user) {
    return "{\"auths\": {\"" + key + "\": {\"auth\": \"" + base64(user + ":p") + "\"}}}";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void helper(String name, String script) {
    write("docker-credential-" + name, "#!/bin/sh\n" + script + "\n");
    assertTrue(home.resolve("docker-credential-" + name).toFile().setExecutable(true));
  }

  private void write(String file, String text) {
    try {
      Files.createDirectories(home.resolve(file).getParent());
      Files.writeString(home.resolve(file), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
