package io.activo.deploy.image.credentials.google;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.credentials.TokenServer;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a stand-in for Google's servers on this machine. */
class GoogleAccessTest {
  private static final String CANARY = "canary-Gt63mN";

  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Handler handler = new Listener();
  private final Logger root = Logger.getLogger("");
  private final Logger transport = Logger.getLogger("com.google.api.client.http.HttpTransport");
  private final Level before = root.getLevel();
  private TokenServer server;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    server = new TokenServer(CANARY);
    root.setLevel(Level.ALL);
    transport.setLevel(Level.ALL);
    root.addHandler(handler);
  }

  @AfterEach
  void stop() {
    root.removeHandler(handler);
    root.setLevel(before);
    transport.setLevel(null);
    server.close();
    assertFalse(logged.toString().contains(CANARY), logged.toString());
  }

  @Test
  void exchangesAServiceAccountsKeyForATokenOnce() throws Exception {
    Path key = file(server.key());
    GoogleAccess access = GoogleAccess.of(variables(key));
    Optional<GoogleAccess.Token> expected = token("file " + key + ", account ci@p");
    assertEquals(expected, access.token());
    assertEquals(expected, access.token());
    assertEquals(1, server.requests().size());
    String request = server.requests().get(0);
    assertTrue(request.contains("jwt-bearer"), request);
    String assertion = request.substring(request.indexOf("assertion=") + 10);
    assertFalse(logged.toString().contains(assertion.substring(0, 30)), logged.toString());
  }

  @Test
  void renewsATokenThatIsAboutToExpire() throws Exception {
    server.seconds(60);
    GoogleAccess access = GoogleAccess.of(variables(file(server.key())));
    access.token();
    access.token();
    assertEquals(2, server.requests().size());
  }

  @Test
  void takesThePersonWhoLoggedInWithGcloud() throws IOException {
    Path file = folder.resolve(".config/gcloud/application_default_credentials.json");
    Files.createDirectories(file.getParent());
    Map<String, Object> person =
        Map.of(
            "type",
            "authorized_user",
            "client_id",
            "id",
            "client_secret",
            CANARY + "-1",
            "refresh_token",
            CANARY + "-2");
    Files.writeString(file, Json.print(person));
    assertEquals(token("file " + file), routed(Map.of("HOME", folder.toString())).token());
    assertTrue(server.requests().get(0).contains("refresh_token=" + CANARY + "-2"));
  }

  @Test
  void exchangesTheTokenOfAnotherIdentityProvider() throws IOException {
    Path subject = folder.resolve("subject");
    Files.writeString(subject, CANARY + "-subject");
    Path file =
        file(
            Map.of(
                "type",
                "external_account",
                "audience",
                "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/p",
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:jwt",
                "token_url",
                "https://sts.googleapis.com/v1/token",
                "credential_source",
                Map.of("file", subject.toString())));
    assertEquals(token("file " + file), routed(variables(file)).token());
    assertTrue(server.requests().get(0).startsWith("POST /v1/token "));
    assertTrue(server.requests().get(0).contains("subject_token=" + CANARY + "-subject"));
  }

  @Test
  void asksTheMetadataServerThatTheGivenVariablesName() {
    Map<String, String> variables =
        Map.of("HOME", folder.toString(), "GCE_METADATA_HOST", server.host());
    assertEquals(token("metadata server"), GoogleAccess.of(variables).token());
    String request = server.requests().get(server.requests().size() - 1);
    assertTrue(
        request.startsWith("GET /computeMetadata/v1/instance/service-accounts/default/token"),
        request);
  }

  @Test
  void tellsTheStatusOfARefusalAndNotItsText() throws Exception {
    server.refuse(400);
    GoogleAccess access = GoogleAccess.of(variables(file(server.key())));
    DeployException failure = assertThrows(DeployException.class, access::token);
    assertTrue(failure.toString().contains("account ci@p"), failure.toString());
    assertTrue(failure.toString().contains("HTTP status 400"), failure.toString());
    assertFalse(failure.toString().contains(CANARY), failure.toString());
    assertNull(failure.getCause());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"service_account\", \"private_key\": \"CANARY\"}",
        "{\"type\": \"service_account\", \"private_key\": [\"CANARY\"]}",
        "{\"type\": \"CANARY\"}",
        "[\"CANARY\"]",
        "CANARY",
      })
  void doesNotQuoteAFileThatItCannotRead(String text) throws IOException {
    Path file = folder.resolve("key.json");
    Files.writeString(file, text.replace("CANARY", CANARY));
    DeployException failure =
        assertThrows(DeployException.class, () -> GoogleAccess.of(variables(file)).token());
    assertTrue(failure.toString().startsWith("io.activo.deploy.problem.DeployException: " + file));
    assertFalse(failure.toString().contains(CANARY), failure.toString());
    assertNull(failure.getCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"private_key\": \"CANARY\"}", "CANARY\0", "LONG"})
  void doesNotQuoteAKeyThatStandsWhereItsFilesNameBelongs(String key) {
    String value = key.replace("LONG", "CANARY".repeat(100)).replace("CANARY", CANARY);
    GoogleAccess access = GoogleAccess.of(Map.of("GOOGLE_APPLICATION_CREDENTIALS", value));
    DeployException failure = assertThrows(DeployException.class, access::token);
    assertTrue(failure.toString().contains("GOOGLE_APPLICATION_CREDENTIALS: names no file"));
    assertFalse(failure.toString().contains(CANARY), failure.toString());
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path file = folder.resolve("absent.json");
    GoogleAccess access = GoogleAccess.of(variables(file));
    DeployException failure = assertThrows(DeployException.class, access::token);
    assertTrue(failure.toString().contains(file.toString()), failure.toString());
  }

  @Test
  void hasNoneOffGoogleWithoutAFile() {
    assertEquals(Optional.empty(), GoogleAccess.of(Map.of("HOME", folder.toString())).token());
  }

  @Test
  void leavesTheLogsOfOthersAsTheyAre() throws Exception {
    GoogleAccess.of(variables(file(server.key()))).token();
    transport.config("a line of somebody else");
    assertTrue(logged.toString().contains("a line of somebody else"), logged.toString());
  }

  private static Optional<GoogleAccess.Token> token(String origin) {
    return Optional.of(new GoogleAccess.Token(origin, Secret.of(CANARY)));
  }

  private GoogleAccess routed(Map<String, String> variables) {
    return new GoogleAccess(variables, server::route);
  }

  private Map<String, String> variables(Path key) {
    return Map.of("HOME", folder.toString(), "GOOGLE_APPLICATION_CREDENTIALS", key.toString());
  }

  private Path file(Map<String, Object> content) throws IOException {
    Path file = folder.resolve("key.json");
    Files.writeString(file, Json.print(content));
    return file;
  }

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord line) {
      logged.add(
          line.getLoggerName()
              + " "
              + line.getMessage()
              + Arrays.toString(line.getParameters())
              + line.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
