package io.activo.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.image.credentials.ServerLogins;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

class SettingsServersTest {
  private final DefaultPlexusCipher cipher = new DefaultPlexusCipher();
  private final Settings settings = new Settings();

  @TempDir Path folder;

  @BeforeEach
  void writeMasterPassword() throws Exception {
    String master =
        cipher.encryptAndDecorate("master", DefaultSecDispatcher.SYSTEM_PROPERTY_SEC_LOCATION);
    Files.writeString(
        folder.resolve("settings-security.xml"),
        "<settingsSecurity><master>" + master + "</master></settingsSecurity>");
  }

  @Test
  void decryptsThePasswordOfAServer() throws Exception {
    add("gcr.io", "ci", cipher.encryptAndDecorate("canary-7Hq", "master"));
    assertEquals(
        Optional.of(new ServerLogins.Server("gcr.io", "ci", Secret.of("canary-7Hq"))),
        servers().server("gcr.io"));
  }

  @Test
  void takesAPlainPasswordAsItIs() {
    add("gcr.io", "ci", "plain-7Hq");
    assertEquals(
        Optional.of(new ServerLogins.Server("gcr.io", "ci", Secret.of("plain-7Hq"))),
        servers().server("gcr.io"));
  }

  @Test
  void hasNoServerWithoutNameOrPassword() {
    settings.addServer(withId("key.example.com"));
    assertEquals(Optional.empty(), servers().server("key.example.com"));
    assertEquals(Optional.empty(), servers().server("other.example.com"));
  }

  @Test
  void namesTheServerWhosePasswordCannotBeDecryptedAndNotTheValue() throws Exception {
    String encrypted = cipher.encryptAndDecorate("canary-7Hq", "another master");
    add("gcr.io", "ci", encrypted);
    DeployException failure = assertThrows(DeployException.class, () -> servers().server("gcr.io"));
    assertEquals(
        "settings.xml server 'gcr.io': the password cannot be decrypted",
        failure.problems().get(0).headline().replaceFirst(";.*", ""));
    assertFalse(failure.toString().contains(encrypted.substring(1, 12)), failure.toString());
  }

  private void add(String id, String username, String password) {
    Server server = withId(id);
    server.setUsername(username);
    server.setPassword(password);
    settings.addServer(server);
  }

  private static Server withId(String id) {
    Server server = new Server();
    server.setId(id);
    return server;
  }

  private SettingsServers servers() {
    String file = folder.resolve("settings-security.xml").toString();
    return new SettingsServers(
        settings, new DefaultSettingsDecrypter(new DefaultSecDispatcher(cipher, Map.of(), file)));
  }
}
