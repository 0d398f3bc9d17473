package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A credential plugin that is a script of the test. */
class CredentialPluginTest {
  private static final String V1 = "client.authentication.k8s.io/v1";
  private static final String V1BETA1 = "client.authentication.k8s.io/v1beta1";
  private static final String CANARY = "canary-token-that-nobody-may-see";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String BY_HAND =
      "; run it by hand to see why; 'kubectl version' with this context a runs it too";

  @TempDir Path folder;

  @Test
  void takesAToken() throws IOException {
    for (String version : List.of(V1, V1BETA1)) {
      Map<String, Object> exec = exec(version, printing(version, "\"token\":\"" + CANARY + "\""));
      PluginCredential credential = run(exec);
      assertEquals(CANARY, credential.token().orElseThrow().reveal());
      assertEquals(Optional.empty(), credential.certificate());
      assertEquals(Optional.empty(), credential.renewAt());
      assertFalse(credential.toString().contains(CANARY));
    }
  }

  @Test
  void takesACertificateWithItsKey() throws IOException {
    String status = "\"clientCertificateData\":\"chain\",\"clientKeyData\":\"key\"";
    PluginCredential.Certificate pair =
        run(exec(V1, printing(V1, status))).certificate().orElseThrow();
    assertEquals("chain key", pair.chain().reveal() + " " + pair.key().reveal());
  }

  @Test
  void renewsBeforeTheEnd() throws IOException {
    assertEquals("2026-01-01T00:14:50Z", renewal("2026-01-01T00:15:00Z"));
    assertEquals("2026-01-01T00:59:50Z", renewal("2026-01-01T02:00:00+01:00"));
    assertEquals("2026-01-01T00:00:06Z", renewal("2026-01-01T00:00:12Z"));
  }

  private String renewal(String ends) throws IOException {
    String status = "\"token\":\"t\",\"expirationTimestamp\":\"" + ends + "\"";
    PluginCredential credential = run(exec(V1, printing(V1, status)));
    Instant renewal = credential.renewAt().orElseThrow();
    assertFalse(credential.ended(renewal.minusMillis(1)));
    assertTrue(credential.ended(renewal));
    return renewal.toString();
  }

  @Test
  void givesItArgumentsAndVariablesButNoShell() throws IOException {
    Map<String, Object> exec =
        exec(
            V1,
            "#!/bin/sh\ncat\nprintf '%s|' \"$@\" \"$OWN\" \"$OURS\" > "
                + folder
                + "/got\n"
                + printed(V1, "\"token\":\"t\""));
    exec.put("args", List.of("a b", "$(touch never)", "*"));
    exec.put("env", List.of(Map.of("name", "OWN", "value", "own $HOME")));
    run(exec);
    assertEquals("a b|$(touch never)|*|own $HOME|ours|", Files.readString(folder.resolve("got")));
  }

  @Test
  void tellsOfTheClusterOnlyWhereItIsAskedFor() throws IOException {
    Map<String, Object> exec = exec(V1, telling());
    run(exec);
    assertEquals(Map.of("interactive", false), told());
    exec.put("provideClusterInfo", "true");
    run(exec);
    assertEquals(
        Map.of(
            "interactive",
            false,
            "cluster",
            Map.of(
                "server", "https://k8s.example",
                "tls-server-name", "k8s",
                "proxy-url", "http://p",
                "certificate-authority-data", "Q0E=",
                "config", Map.of("audience", 7))),
        told());
  }

  private String telling() {
    return "#!/bin/sh\nprintf %s \"$KUBERNETES_EXEC_INFO\" > "
        + folder
        + "/info\n"
        + printed(V1, "\"token\":\"t\"");
  }

  private Object told() throws IOException {
    Map<String, Object> info = Json.parseObject(Files.readString(folder.resolve("info")));
    assertEquals(V1 + " ExecCredential", info.get("apiVersion") + " " + info.get("kind"));
    return info.getOrDefault("spec", Map.of());
  }

  @Test
  void findsTheProgramOnThePathOfTheProcess() throws IOException {
    Map<String, Object> exec = exec(V1, printing(V1, "\"token\":\"t\""));
    exec.put("command", "plugin");
    assertEquals("t", run(exec).token().orElseThrow().reveal());
  }

  @Test
  void showsTheHintWhereTheProgramIsMissing() throws IOException {
    Map<String, Object> exec = exec(V1, "");
    exec.put("command", "no-such-plugin");
    assertEquals(
        "context a: the credential plugin 'no-such-plugin' is no program on the PATH; install it",
        refused(exec));
    exec.put("installHint", "get it from\n\n  https://plugin.example\n");
    assertEquals(
        "context a: the credential plugin 'no-such-plugin' is no program on the PATH; install it,"
            + " as the kubeconfig says below\n    get it from\n      https://plugin.example",
        refused(exec));
  }

  @Test
  void showsTheLastLinesOfItsErrors() throws IOException {
    Map<String, Object> exec =
        exec(
            V1,
            "#!/bin/sh\nfor i in 1 2 3 4 5 6 7 8 9 10 11; do echo line $i >&2; done\n"
                + "echo login with "
                + CANARY
                + " failed >&2\nexit 3\n");
    exec.put("env", List.of(Map.of("name", "CLIENT_SECRET", "value", CANARY)));
    exec.put("command", "plugin");
    assertEquals(
        "context a: the credential plugin 'plugin' failed (exit code 3)"
            + BY_HAND
            + "\n    line 3\n    line 4\n    line 5\n    line 6\n    line 7\n    line 8\n    line 9"
            + "\n    line 10\n    line 11\n    login with *** failed",
        refused(exec));
  }

  @Test
  void aScriptThatTracesItselfDoesNotGiveItsTokenAway() throws IOException {
    String script = printing(V1, "\"token\":\"" + CANARY + "\"").replace("/sh", "/sh -x");
    assertFalse(refused(exec(V1, script + "\nexit 1\n")).contains(CANARY));
    assertFalse(refused(exec(V1, "#!/bin/sh -x\necho " + CANARY + "\n")).contains(CANARY));
  }

  @Test
  void refusesWhatIsNoCredential() throws IOException {
    Map<String, String> expected =
        Map.of(
            CANARY,
            "wrote no JSON object" + BY_HAND,
            "",
            "wrote no JSON object" + BY_HAND,
            "{\"token\":\"" + CANARY + "\"}",
            "wrote no ExecCredential of "
                + V1
                + "; set the apiVersion of its exec entry to the one that it speaks",
            credential(V1BETA1, "\"token\":\"" + CANARY + "\""),
            "wrote no ExecCredential of "
                + V1
                + "; set the apiVersion of its exec entry to the one that it speaks",
            credential(V1, ""),
            "gave neither a token nor a certificate with its key" + BY_HAND,
            credential(V1, "\"token\":\"" + CANARY + "\",\"clientKeyData\":\"" + CANARY + "\""),
            "gave neither a token nor a certificate with its key" + BY_HAND,
            credential(V1, "\"token\":\"" + CANARY + "\",\"expirationTimestamp\":\"soon\""),
            "gave an expirationTimestamp that is no time; it must be one of RFC 3339");
    for (Map.Entry<String, String> row : expected.entrySet()) {
      Map<String, Object> exec = exec(V1, "#!/bin/sh\nprintf %s '" + row.getKey() + "'\n");
      exec.put("command", "plugin");
      assertEquals("context a: the credential plugin 'plugin' " + row.getValue(), refused(exec));
    }
  }

  @Test
  void endsAProgramThatDoesNotEnd() throws IOException {
    Map<String, Object> exec = exec(V1, "#!/bin/sh\necho $$ > " + folder + "/pid\nsleep 600\n");
    exec.put("command", "plugin");
    assertEquals(
        "context a: the credential plugin 'plugin' did not end in 1 s; see whether it waits for an"
            + " answer: run it by hand to see why; 'kubectl version' with this context a runs it"
            + " too",
        refused(exec, Duration.ofSeconds(1)));
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    ProcessHandle.of(pid).ifPresent(handle -> handle.onExit().join());
  }

  @Test
  void refusesAnEntryThatCannotWorkWithoutRunningIt() throws IOException {
    Map<String, Object> exec = exec("client.authentication.k8s.io/v1alpha1", "");
    exec.put("command", "plugin");
    assertEquals(
        "context a: the credential plugin 'plugin' speaks 'client.authentication.k8s.io/v1alpha1',"
            + " which is not supported; update it, and set its apiVersion to "
            + V1
            + " or "
            + V1BETA1,
        checked(exec));
    exec.put("apiVersion", V1);
    exec.put("interactiveMode", "Always");
    assertEquals(
        "context a: the credential plugin 'plugin' asks questions at a terminal (interactiveMode:"
            + " Always), and a deployment has none; use a user with a token, or a plugin that needs"
            + " no terminal",
        checked(exec));
    exec.put("command", "");
    assertEquals(
        "context a: the credential plugin (exec) names no command; add its command", checked(exec));
  }

  private String checked(Map<String, Object> exec) {
    return assertThrows(DeployException.class, () -> plugin(exec).check())
        .problems()
        .get(0)
        .toString();
  }

  private PluginCredential run(Map<String, Object> exec) {
    plugin(exec).check();
    return plugin(exec).run(CredentialPlugin.LIMIT, NOW);
  }

  private String refused(Map<String, Object> exec) {
    return refused(exec, CredentialPlugin.LIMIT);
  }

  private String refused(Map<String, Object> exec, Duration limit) {
    DeployException refused =
        assertThrows(DeployException.class, () -> plugin(exec).run(limit, NOW));
    StringWriter trace = new StringWriter();
    refused.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains(CANARY), trace.toString());
    return refused.problems().get(0).toString();
  }

  private CredentialPlugin plugin(Map<String, Object> exec) {
    Map<String, Object> cluster =
        Map.of(
            "server",
            "https://k8s.example",
            "tls-server-name",
            "k8s",
            "proxy-url",
            "http://p",
            "certificate-authority",
            folder.resolve("ca").toString(),
            "extensions",
            List.of(
                Map.of("name", "other", "extension", Map.of("audience", 1)),
                Map.of(
                    "name",
                    "client.authentication.k8s.io/exec",
                    "extension",
                    Map.of("audience", 7))));
    return new CredentialPlugin(
        new LiveObject(exec),
        new LiveObject(cluster),
        Place.of("context a"),
        Map.of("PATH", folder + ":" + System.getenv("PATH"), "OURS", "ours"));
  }

  /** An exec entry whose command is the script, by its path. */
  private Map<String, Object> exec(String version, String script) throws IOException {
    Path file = Files.writeString(folder.resolve("plugin"), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(folder.resolve("ca"), "CA");
    return new HashMap<>(Map.of("apiVersion", version, "command", file.toString()));
  }

  private static String printing(String version, String status) {
    return "#!/bin/sh\n" + printed(version, status);
  }

  private static String printed(String version, String status) {
    return "printf %s '" + credential(version, status) + "'\n";
  }

  private static String credential(String version, String status) {
    return """
        {"apiVersion":"%s","kind":"ExecCredential","status":{%s}}"""
        .formatted(version, status);
  }
}
