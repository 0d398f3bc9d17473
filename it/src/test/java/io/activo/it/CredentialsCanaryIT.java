package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The password of a registry is seen nowhere, whichever source it comes from: neither where Maven
 * tells everything, nor in a file that is left, nor among the processes while it runs.
 */
class CredentialsCanaryIT {
  private static final String DESCRIPTION =
      """
      app: canary
      image: {repository: "%s"}
      environments: {it: {}}
      """;

  private final String image = Services.REGISTRY_AUTH.value() + "/canary-" + UUID.randomUUID();

  @TempDir Path folder;

  @BeforeAll
  static void requireServices() {
    Services.required(Services.DOCKER, Services.REGISTRY_AUTH);
  }

  @ParameterizedTest
  @EnumSource
  void isPushedWithAndNeverTold(LoginSource source) throws Exception {
    MavenRun push = source.give(project(), Services.password());
    try (CommandLines lines = CommandLines.watched()) {
      MavenOutput output = push.succeeds().says(source.said());
      String pushed = output.pushed();
      assertEquals(Http.digest(pushed.replaceFirst("@.*", "")), pushed.replaceFirst(".*@", ""));
      isHidden(Services.password(), output, lines.have("activo:push"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DESCRIPTION_VARIABLE", "SETTINGS_ENCRYPTED", "CREDENTIAL_STORE"})
  void isNamedByItsSourceWhenItIsWrong(LoginSource source) throws Exception {
    String wrong = "wr0ng-" + UUID.randomUUID();
    MavenRun push = source.give(project(), wrong);
    try (CommandLines lines = CommandLines.watched()) {
      MavenOutput output = push.fails().says("401");
      String problems = String.valueOf(output.step("registry").get("problems"));
      assertTrue(problems.contains("401") && problems.contains(source.said()), problems);
      isHidden(wrong, output, lines.have("activo:push"));
    }
  }

  /** Neither the password nor the form in which it is sent; a failure does not tell them either. */
  private static void isHidden(String password, MavenOutput output, CommandLines lines)
      throws IOException {
    String sent = Services.base64(Services.user() + ":" + password);
    for (String canary : List.of(password, sent)) {
      assertFalse(output.text().contains(canary), "the console tells the password");
      lines.lack(canary, "a process has the password in its command line");
      for (String file : new Project(output.folder()).built()) {
        assertFalse(file.contains(canary), "a file below target tells the password");
      }
    }
  }

  private Project project() throws IOException {
    return Project.copy("webapp", folder)
        .write("Dockerfile", "FROM scratch\nCOPY page/ /www/\n")
        .write("activo.yml", DESCRIPTION.formatted(image))
        .commit();
  }
}
