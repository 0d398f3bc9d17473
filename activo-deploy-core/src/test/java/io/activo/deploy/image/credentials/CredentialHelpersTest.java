package io.activo.deploy.image.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class CredentialHelpersTest {
  private static final String CANARY = "canary-Zq81xK";

  @TempDir Path folder;

  @Test
  void takesUserAndPasswordForTheHostThatItReads() throws IOException {
    helper("read host; echo '{\"Username\":\"u of '$host'\",\"Secret\":\"s\"}'");
    assertEquals(password("u of quay.io", "s"), ask("quay.io"));
    assertEquals(password("u of https://index.docker.io/v1/", "s"), ask("docker.io"));
  }

  @Test
  void takesAnIdentityToken() throws IOException {
    helper("echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");
    assertEquals(Optional.of(new Login.IdentityToken(Secret.of("t"))), ask("quay.io"));
  }

  @Test
  void hasNoneWhereTheKeychainHasNone() throws IOException {
    helper("echo 'credentials not found in native keychain'; exit 1");
    assertEquals(Optional.empty(), ask("quay.io"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo CANARY; echo 'bad CANARY in vault' >&2; exit 3 | failed with exit code 3",
        "echo '{\"Secret\":\"CANARY\"}'; echo 'bad CANARY' >&2; exit 3 | failed with exit code 3",
        "echo '{CANARY' | did not answer with JSON",
        "echo CANARY; sleep 60 | gave no answer within",
      })
  void tellsAFailureAndNotWhatItWrote(String script, String told) throws IOException {
    helper(script.replace("CANARY", CANARY));
    DeployException failure = assertThrows(DeployException.class, () -> ask("quay.io", 1000));
    assertTrue(failure.toString().contains(told), failure.toString());
    assertTrue(failure.toString().contains("docker-credential-test (here)"), failure.toString());
    assertFalse(failure.toString().contains(CANARY), failure.toString());
    assertNull(failure.getCause());
  }

  @Test
  void showsTheLastWordsOfAHelperThatFails() throws IOException {
    helper("echo the vault is locked >&2; exit 1");
    DeployException failure = assertThrows(DeployException.class, () -> ask("quay.io"));
    assertEquals("[the vault is locked]", failure.problems().get(0).detail().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo one >&2; echo two >&2; echo three >&2      | [two, three]",
        "echo said 0123-4567; echo no 0123-4567 here >&2 | [no *** here]",
        "echo '{\"Secret\":\"ab\"}'; echo no ab here >&2 | []",
      })
  void cutsWhatItShowsOfAHelperThatFails(String script, String shown) throws IOException {
    helper(script + "; exit 1");
    DeployException failure = assertThrows(DeployException.class, () -> ask("quay.io"));
    assertEquals(shown, failure.problems().get(0).detail().toString());
  }

  @Test
  void cutsALongLineOfAHelperThatFails() throws IOException {
    helper("printf 'x%.0s' $(seq 1000) >&2; exit 1");
    DeployException failure = assertThrows(DeployException.class, () -> ask("quay.io"));
    assertEquals("[" + "x".repeat(200) + "…]", failure.problems().get(0).detail().toString());
  }

  @Test
  void endsALateHelperAndItsChildren() throws IOException {
    Path pid = folder.resolve("pid");
    helper("sleep 60 & echo $! > " + pid + "; wait");
    assertThrows(DeployException.class, () -> ask("quay.io", 1000));
    long child = Long.parseLong(Files.readString(pid).strip());
    Optional<ProcessHandle> left = ProcessHandle.of(child);
    left.ifPresent(process -> process.onExit().join());
    assertTrue(left.isEmpty() || !left.get().isAlive());
  }

  @ParameterizedTest
  @CsvSource({"absent", "../test"})
  void namesAHelperThatIsNotOnThePath(String name) {
    CredentialHelpers helpers = helpers(Duration.ofSeconds(20));
    DeployException failure =
        assertThrows(DeployException.class, () -> helpers.ask(name, "quay.io", "here"));
    assertTrue(
        failure
            .toString()
            .contains("docker-credential-" + name + " (here): is not on the PATH; install it"),
        failure.toString());
  }

  private Optional<Login> ask(String registry) {
    return ask(registry, 20_000);
  }

  private Optional<Login> ask(String registry, long millis) {
    return helpers(Duration.ofMillis(millis)).ask("test", registry, "here").map(Credential::login);
  }

  private CredentialHelpers helpers(Duration limit) {
    return new CredentialHelpers(Map.of("PATH", folder + ":" + System.getenv("PATH")), limit);
  }

  private void helper(String script) throws IOException {
    Path file = folder.resolve("docker-credential-test");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Optional<Login> password(String user, String password) {
    return Optional.of(new Login.Password(user, Secret.of(password)));
  }
}
