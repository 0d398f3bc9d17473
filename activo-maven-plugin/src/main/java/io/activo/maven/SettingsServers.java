package io.activo.maven;

import io.activo.deploy.image.credentials.ServerLogins;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import java.util.Optional;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** The servers of {@code settings.xml}, each decrypted by Maven when it is asked for. */
final class SettingsServers implements ServerLogins {
  private final Settings settings;
  private final SettingsDecrypter decrypter;

  SettingsServers(Settings settings, SettingsDecrypter decrypter) {
    this.settings = settings;
    this.decrypter = decrypter;
  }

  @Override
  public Optional<ServerLogins.Server> server(String id) {
    org.apache.maven.settings.Server server = settings.getServer(id);
    if (server == null || isEmpty(server.getUsername()) || isEmpty(server.getPassword())) {
      return Optional.empty();
    }
    Secret password = Secret.of(decrypted(server).getPassword());
    return Optional.of(new ServerLogins.Server(id, server.getUsername(), password));
  }

  /** Maven's own words are left out: they may quote what it could not decrypt. */
  private org.apache.maven.settings.Server decrypted(org.apache.maven.settings.Server server) {
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
    if (result.getProblems().stream().anyMatch(SettingsServers::isError)) {
      throw new DeployException(
          Problem.of(
              "the password cannot be decrypted",
              Place.of("settings.xml server '" + server.getId() + "'"),
              "see whether settings-security.xml has the master password that it was encrypted"
                  + " with"));
    }
    return result.getServer();
  }

  private static boolean isError(SettingsProblem problem) {
    return problem.getSeverity() != SettingsProblem.Severity.WARNING;
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }
}
