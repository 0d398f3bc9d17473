package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.ApiServer.Answer;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the configuration is read; nothing here reaches more than a server of the test. */
class ClusterConnectionTest {
  private static final Answer OK = new Answer(200, "{\"gitVersion\":\"v1\"}");
  private static final Answer ENDED = new Answer(401, "{\"message\":\"Unauthorized\"}");

  @TempDir Path folder;
  private ApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ApiServer().answers("GET /version", OK);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void takesTheCurrentContextOrTheOneNamed() {
    assertEquals("http://a, context a, user ann", connection(Optional.empty(), config()));
    assertEquals("http://b, context b", connection(Optional.of("b"), config()));
  }

  @Test
  void readsAKubeconfigInBase64() {
    String encoded =
        Base64.getMimeEncoder().encodeToString(config().getBytes(StandardCharsets.UTF_8));
    assertEquals("http://a, context a, user ann", connection(Optional.empty(), encoded));
  }

  @Test
  void mergesFilesSoThatTheFirstDecides() throws IOException {
    Path first =
        write(
            "first",
            "current-context: b\nclusters: [{name: b, cluster: {server: http://first}}]\n");
    Path second = write("second", config());
    String both =
        String.join(File.pathSeparator, first.toString(), folder + "/none", "", second.toString());
    ClusterConnection connection =
        ClusterConnection.of(
            new ClusterAccess.Context(Optional.empty(), Optional.empty()),
            Map.of("KUBECONFIG", both));
    assertEquals("http://first, context b", shown(connection));
  }

  @Test
  void looksIntoTheHomeFolder() throws IOException {
    Files.createDirectories(folder.resolve(".kube"));
    write(".kube/config", config());
    assertEquals(
        "http://a, context a, user ann",
        shown(
            ClusterConnection.of(
                new ClusterAccess.Context(Optional.empty(), Optional.empty()),
                Map.of("HOME", folder.toString()))));
  }

  @Test
  void sendsAUsersNameAndPassword() throws IOException {
    String basic = config().replace("token: t1", "username: ann, password: pw");
    Path config = write("config", basic.replace("http://a", server.address()));
    try (Cluster cluster = RealCluster.connect(config)) {
      cluster.describe();
    }
    assertTrue(server.received().get(0).contains("Authorization: Basic YW5uOnB3"));
  }

  @Test
  void aPluginIsNotRunWhereTheUserHasAToken() throws IOException {
    writePlugin();
    String both = withPlugin("./plugin").replace("user: {exec", "user: {token: own, exec");
    try (Cluster cluster = RealCluster.connect(write("config", both))) {
      cluster.describe();
    }
    assertEquals(List.of("own"), tokens());
    assertFalse(Files.exists(folder.resolve("ran")));
  }

  @Test
  void saysWhichFilesWereLookedFor() {
    ClusterAccess access = new ClusterAccess.Context(Optional.empty(), Optional.empty());
    DeployException refused =
        assertThrows(
            DeployException.class,
            () -> ClusterConnection.of(access, Map.of("HOME", folder.toString())));
    assertEquals(
        "there is no kubeconfig at "
            + folder.resolve(".kube/config")
            + "; set KUBECONFIG, or give the kubeconfig's text",
        refused.getMessage());
  }

  @Test
  void aBrokenKubeconfigShowsNothingOfItself() {
    for (String broken :
        List.of(
            config().replace("token: t1", "token: hunter2}}]"),
            config()
                .replace(
                    "token: t1",
                    "token: hunter2, client-key-data: aHVudGVyMg==, client-certificate-data: aHVudGVyMg=="),
            "hunter2",
            "hunter2=",
            "{hunter2: ")) {
      DeployException refused =
          assertThrows(
              DeployException.class,
              () -> {
                try (Cluster cluster = Cluster.connect(given(Optional.empty(), broken), Map.of())) {
                  cluster.describe();
                }
              });
      StringWriter trace = new StringWriter();
      refused.printStackTrace(new PrintWriter(trace));
      assertFalse(trace.toString().contains("hunter2"), trace.toString());
      assertFalse(trace.toString().contains("aHVudGVyMg"), trace.toString());
    }
  }

  @Test
  void runsTheCredentialPluginAtTheFirstCall() throws IOException {
    Path config = writePlugin();
    try (Cluster cluster = RealCluster.connect(config)) {
      assertFalse(Files.exists(folder.resolve("ran")));
      cluster.describe();
      cluster.describe();
    }
    assertEquals(List.of("run-1", "run-1"), tokens());
    assertEquals(1, runs());
  }

  @Test
  void runsTheCredentialPluginAgainWhenItsTokenHasEnded() throws IOException {
    server.answers("GET /version", OK, ENDED, OK, OK, ENDED, OK);
    try (Cluster cluster = RealCluster.connect(writePlugin())) {
      for (int call = 1; call <= 4; call++) {
        cluster.describe();
      }
    }
    assertEquals(List.of("run-1", "run-1", "run-2", "run-2", "run-2", "run-3"), tokens());
    assertEquals(3, runs());
  }

  @Test
  void givesUpWhenTheNewTokenIsNotAcceptedEither() throws IOException {
    server.answers("GET /version", ENDED);
    try (Cluster cluster = RealCluster.connect(writePlugin())) {
      DeployException refused = assertThrows(DeployException.class, cluster::describe);
      assertTrue(refused.toString().contains("does not accept the credentials of user 'ann'"));
    }
    assertEquals(List.of("run-1", "run-2"), tokens());
    assertEquals(2, runs());
  }

  @Test
  void readsATokensFileAgainWhenItsTokenHasEnded() throws IOException {
    server.answers("GET /version", OK, ENDED, OK);
    Path token = write("token", "old");
    String inFile = config().replace("token: t1", "tokenFile: token");
    Path config = write("config", inFile.replace("http://a", server.address()));
    try (Cluster cluster = RealCluster.connect(config)) {
      cluster.describe();
      Files.writeString(token, "new");
      cluster.describe();
    }
    assertEquals(List.of("old", "old", "new"), tokens());
  }

  @Test
  void aTokenThatStandsInTheKubeconfigIsNotSentAgain() throws IOException {
    server.answers("GET /version", ENDED);
    Path config = write("config", config().replace("http://a", server.address()));
    try (Cluster cluster = RealCluster.connect(config)) {
      assertThrows(DeployException.class, cluster::describe);
    }
    assertEquals(List.of("t1"), tokens());
  }

  @Test
  void saysThatTheCredentialPluginFailed() throws IOException {
    try (Cluster cluster = RealCluster.connect(write("config", withPlugin("no-such-plugin")))) {
      assertEquals(
          "context a: the credential plugin 'no-such-plugin' is no program on the PATH; install it",
          assertThrows(DeployException.class, cluster::describe).getMessage());
    }
  }

  @Test
  void readsFilesBesideTheKubeconfig() throws IOException {
    write("token", "from-a-file\n");
    Path config =
        write(
            "config",
            config()
                .replace("token: t1", "tokenFile: token")
                .replace("http://a", server.address()));
    try (Cluster cluster = RealCluster.connect(config)) {
      cluster.describe();
    }
    assertTrue(server.received().get(0).contains("Authorization: Bearer from-a-file"));
  }

  @Test
  void namesAFileThatIsMissing() throws IOException {
    Path config =
        write("config", config().replace("token: t1", "client-certificate: c.pem, client-key: k"));
    try (Cluster cluster = RealCluster.connect(config)) {
      assertEquals(
          "context a, user ann: cannot read "
              + folder.resolve("c.pem")
              + " (NoSuchFileException); the kubeconfig names this file: create it or correct the"
              + " path",
          assertThrows(DeployException.class, cluster::describe).getMessage());
    }
  }

  @Test
  void keepsThePathOfAnAddress() {
    server.answers("GET /k8s/c-1/version", new Answer(200, "{\"gitVersion\":\"v2\"}"));
    ClusterAccess access =
        new ClusterAccess.Server(server.address() + "/k8s/c-1/", Optional.empty(), Secret.of("t"));
    try (Cluster cluster = Cluster.connect(access, Map.of())) {
      assertEquals(server.address() + "/k8s/c-1 (v2)", cluster.describe());
    }
  }

  @Test
  void refusesATokenThatCannotBeSent() {
    ClusterAccess access =
        new ClusterAccess.Server(server.address(), Optional.empty(), Secret.of("hunter2\nhunter3"));
    try (Cluster cluster = Cluster.connect(access, Map.of())) {
      assertEquals(
          "the cluster's token holds a character that cannot be sent; check it for line breaks and"
              + " letters that are not ASCII",
          assertThrows(DeployException.class, cluster::describe).getMessage());
    }
  }

  @Test
  void saysThatThisIsNoPod() {
    DeployException refused =
        assertThrows(
            DeployException.class, () -> Cluster.connect(new ClusterAccess.InCluster(), Map.of()));
    assertEquals(
        "this is no pod of a cluster that has a service account; name a context, or give 'server'"
            + " and 'token'",
        refused.getMessage());
  }

  /** A kubeconfig whose plugin counts its runs, and gives another token at each. */
  private Path writePlugin() throws IOException {
    Path plugin =
        write(
            "plugin",
            """
            #!/bin/sh
            echo >> %1$s/ran
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",'
            echo '"status":{"token":"run-'$(grep -c '' %1$s/ran)'"}}'
            """
                .formatted(folder));
    Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
    return write("config", withPlugin("./plugin"));
  }

  private int runs() throws IOException {
    return Files.readAllLines(folder.resolve("ran")).size();
  }

  /** The tokens that the server was sent, in order. */
  private List<String> tokens() {
    return server.received().stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("Authorization: "))
        .map(line -> line.replace("Authorization: Bearer ", ""))
        .toList();
  }

  private String withPlugin(String command) {
    return config()
        .replace("http://a", server.address())
        .replace(
            "token: t1",
            "exec: {apiVersion: client.authentication.k8s.io/v1, command: " + command + "}");
  }

  private static String config() {
    return """
        current-context: a
        clusters: [{name: a, cluster: {server: http://a}}, {name: b, cluster: {server: http://b}}]
        users: [{name: ann, user: {token: t1}}, {name: b, user: {token: t2}}]
        contexts:
        - {name: a, context: {cluster: a, user: ann}}
        - {name: b, context: {cluster: b, user: b}}
        """;
  }

  private static ClusterAccess.Context given(Optional<String> context, String kubeconfig) {
    return new ClusterAccess.Context(context, Optional.of(Secret.of(kubeconfig)));
  }

  private static String connection(Optional<String> context, String kubeconfig) {
    return shown(ClusterConnection.of(given(context, kubeconfig), Map.of()));
  }

  private static String shown(ClusterConnection connection) {
    return connection.server() + ", " + connection.name();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
