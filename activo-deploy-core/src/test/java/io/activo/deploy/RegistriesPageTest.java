package io.activo.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.CredentialSources;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.credentials.RegistryLogin;
import io.activo.deploy.image.credentials.RegistrySettings;
import io.activo.deploy.image.credentials.ServerLogins;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of the site's page about registries does what the page says. */
class RegistriesPageTest {
  private static final String GCR = "gcr.io";
  private static final String KEY =
      "{\"type\": \"service_account\", \"client_email\": \"ci@my-project\"}";

  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, RegistrySettings> description = new HashMap<>();
  private final Map<String, ServerLogins.Server> servers = new HashMap<>();
  private HttpServer server;

  @TempDir private Path home;

  @BeforeEach
  void answersWithATokenOrAStatus() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String token = "{\"access_token\": \"t\", \"expires_in\": 3600}";
          int status = path.startsWith("/v2/") ? Integer.parseInt(path.split("/", -1)[2]) : 200;
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, token.length());
          exchange.getResponseBody().write(token.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void everySourceIsPrintedAsThePageSaysAndWinsOverThoseBelow() throws Exception {
    environment.put("HOME", home.toString());
    environment.put("PATH", home + ":" + System.getenv("PATH"));
    List<List<String>> rows = new ArrayList<>(table("sources:"));
    for (int i = rows.size() - 1; i >= 0; i--) {
      String source = rows.get(i).get(0);
      set(source, rows.get(i).get(1).replace("`", ""));
      String registry = source.replaceAll("^.*, for `([^`]*)`?$|^.*$", "$1");
      String printed = credentials().of(registry.isEmpty() ? GCR : registry).source();
      assertEquals(rows.get(i).get(2), printed.replace(home.toString(), "~"), source);
    }
    assertTrue(rows.size() > 10, rows.toString());
  }

  private void set(String source, String example) throws Exception {
    switch (source.replaceAll("[`,:].*", "").strip()
        + example.replaceAll("^([A-Za-z_]*).*", " $1")) {
      case "none " -> {}
      case "Heroku HEROKU_API_KEY", "GitHub Actions GITHUB_TOKEN" -> {
        environment.put("GITHUB_ACTIONS", "true");
        environment.put("GITHUB_ACTOR", "octocat");
        environment.put(example, "t");
      }
      case "GitLab CI CI_DEPENDENCY_PROXY_PASSWORD" ->
          gitLab("CI_DEPENDENCY_PROXY_SERVER", "CI_DEPENDENCY_PROXY");
      case "GitLab CI CI_REGISTRY_PASSWORD" -> gitLab("CI_REGISTRY", "CI_REGISTRY");
      case "Google GOOGLE_APPLICATION_CREDENTIALS" -> environment.put(example, googleFile());
      case "Google GCLOUD_SERVICE_KEY" -> environment.put(example, base64(KEY));
      case "Google GOOGLE_CREDENTIALS" -> environment.put(example, KEY);
      case "Podman's auths" -> write(".config/containers/auth.json", auths());
      default -> setDocker(example);
    }
  }

  private void setDocker(String example) throws IOException {
    switch (example.replaceAll(" .*", "")) {
      case "auths" -> write(".docker/config.json", auths());
      case "credsStore" -> helper("pass", "\"credsStore\": \"pass\"");
      case "credHelpers" ->
          helper("gcr", "\"credsStore\": \"pass\", \"credHelpers\": {\"gcr.io\": \"gcr\"}");
      case "the" -> environment.put("DOCKER_AUTH_CONFIG", auths());
      case "a" -> servers.put(GCR, new ServerLogins.Server(GCR, "ci", Secret.of("p")));
      default -> {
        RegistryLogin login = new RegistryLogin.Named("ci", Secret.of("p"));
        description.put(GCR, new RegistrySettings(Optional.of(login), false));
      }
    }
  }

  private void gitLab(String hostVariable, String prefix) {
    environment.put(hostVariable, GCR);
    environment.put(prefix + "_USER", "gitlab-ci-token");
    environment.put(prefix + "_PASSWORD", "t");
  }

  private String googleFile() throws IOException, GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    String pem =
        Base64.getMimeEncoder().encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
    Map<String, Object> key = new HashMap<>(Json.parseObject(KEY));
    key.put("client_id", "1");
    key.put("private_key_id", "1");
    key.put("private_key", "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
    key.put("token_uri", "http://" + host() + "/token");
    return write("key.json", Json.print(key)).toString();
  }

  private void helper(String name, String config) throws IOException {
    write(".docker/config.json", "{" + config + ", " + auths().substring(1));
    String answer = "{\"Username\": \"ci\", \"Secret\": \"s\"}";
    Path program = write("docker-credential-" + name, "#!/bin/sh\necho '" + answer + "'\n");
    assertTrue(program.toFile().setExecutable(true));
  }

  @TestFactory
  List<DynamicTest> everyRefusalSaysWhatToCheck() {
    return table("refused:").stream()
        .map(row -> DynamicTest.dynamicTest(row.toString(), () -> refusedAs(row)))
        .toList();
  }

  private void refusedAs(List<String> row) {
    if (row.get(1).equals("a user")) {
      environment.put("DOCKER_AUTH_CONFIG", auths().replace(GCR, host()));
    }
    environment.put("HOME", home.toString());
    ImageReference image = ImageReference.parse(host() + "/" + row.get(0) + "/web:1");
    try (ImageRegistry registry = ImageRegistry.connect(credentials(), Set.of())) {
      DeployException refusal = assertThrows(DeployException.class, () -> registry.tryPush(image));
      Problem problem = refusal.problems().get(0);
      assertEquals(row.get(2), problem.fix().replace(host(), "127.0.0.1:5000"));
      boolean login = row.get(0).equals("401") || row.get(0).equals("403");
      assertEquals(login, problem.detail().toString().contains("used: "), problem.toString());
    } finally {
      environment.clear();
    }
  }

  @TestFactory
  List<DynamicTest> everyWarningForHerokuIsGiven() {
    return table("heroku:").stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.toString(), () -> assertEquals(row.get(1), warnings(row.get(0)))))
        .toList();
  }

  /** Of a Dockerfile in which the instruction stands in place of the one of its kind. */
  private String warnings(String instruction) {
    String keyword = instruction.substring(0, instruction.indexOf(' ') + 1);
    String dockerfile =
        Stream.of("FROM scratch", "RUN apk add curl", "CMD run $PORT", instruction)
            .filter(line -> line.equals(instruction) || !line.startsWith(keyword))
            .distinct()
            .collect(Collectors.joining("\n"));
    String image = "{repository: registry.heroku.com/shop/web, tag: 1}";
    Project project =
        new Project(home)
            .file("Dockerfile", dockerfile)
            .file("activo.yml", "app: web\nimage: " + image + "\nenvironments: {it: {}}\n");
    return project.plan().warnings().stream().map(Problem::what).collect(Collectors.joining(", "));
  }

  private Credentials credentials() {
    return Credentials.from(
        new CredentialSources(
            description, id -> Optional.ofNullable(servers.get(id)), environment));
  }

  private static List<List<String>> table(String kind) {
    return new Page("registries.md")
        .tables().stream()
            .filter(table -> table.kind().equals(kind))
            .flatMap(table -> table.rows().stream())
            .toList();
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private static String auths() {
    return "{\"auths\": {\"" + GCR + "\": {\"auth\": \"" + base64("ci:p") + "\"}}}";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
