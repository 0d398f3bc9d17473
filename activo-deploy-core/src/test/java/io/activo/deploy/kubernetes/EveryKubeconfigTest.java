package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of kubeconfig, by who we are to a real cluster. Changes nothing there. */
class EveryKubeconfigTest {
  @TempDir Path folder;
  private String server = "";
  private String token = "";
  private String authority = "";
  private String chain = "";
  private String key = "";
  private String tokenUser = "";
  private String certificateUser = "";

  @BeforeEach
  void read() {
    Path given = RealCluster.kubeconfigOrSkip();
    ContextConnection byToken = chosen(given);
    ContextConnection byCertificate = chosen(given.resolveSibling("kubeconfig-certificate"));
    server = byToken.cluster().text("server");
    authority = byToken.cluster().text("certificate-authority-data");
    token = byToken.user().text("token");
    chain = byCertificate.user().text("client-certificate-data");
    key = byCertificate.user().text("client-key-data");
    tokenUser = who(config("token: " + token));
    certificateUser =
        who(config("client-certificate-data: " + chain + ", client-key-data: " + key));
  }

  private static ContextConnection chosen(Path kubeconfig) {
    return ContextConnection.choose(
        new ClusterAccess.Context(Optional.empty(), Optional.empty()),
        Map.of("KUBECONFIG", kubeconfig.toString()));
  }

  @Test
  void aTokenAndACertificateAreTwoUsers() {
    assertFalse(tokenUser.isEmpty());
    assertFalse(certificateUser.isEmpty());
    assertFalse(tokenUser.equals(certificateUser));
  }

  @Test
  void aTokensFileAndCertificatesInFilesBesideTheKubeconfig() throws IOException {
    write("token", token + "\n");
    write("chain.pem", decoded(chain));
    write("key.pem", decoded(key));
    write("ca.pem", decoded(authority));
    String inFiles =
        config("tokenFile: token")
            .replace("certificate-authority-data: " + authority, "certificate-authority: ca.pem");
    assertEquals(tokenUser, who(Map.of("KUBECONFIG", write("config", inFiles).toString())));
    String pair = "client-certificate: chain.pem, client-key: key.pem";
    assertEquals(
        certificateUser,
        who(
            Map.of(
                "KUBECONFIG",
                write("config", inFiles.replace("tokenFile: token", pair)).toString())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1"})
  void aPluginThatGivesATokenOrACertificate(String version) throws IOException {
    assertEquals(tokenUser, who(plugin(version, json("token", token))));
    String pair =
        json("clientCertificateData", decoded(chain)) + "," + json("clientKeyData", decoded(key));
    assertEquals(certificateUser, who(plugin(version, pair)));
    assertEquals(certificateUser, who(plugin(version, pair + "," + json("token", token))));
  }

  @Test
  void aPluginsTokenIsRenewedBeforeItEnds() throws IOException {
    String ending =
        json("token", token) + "," + json("expirationTimestamp", "1970-01-01T00:10:00Z");
    Instant[] now = {Instant.EPOCH};
    ClusterAccess.Context access = access(plugin("v1", ending));
    ClusterConnection connection = ContextConnection.of(access, environment(), clock(now));
    try (KubernetesCluster cluster = new KubernetesCluster(connection, Retries.real())) {
      assertEquals(tokenUser, who(cluster));
      now[0] = Instant.EPOCH.plusSeconds(589);
      assertEquals(tokenUser, who(cluster));
      assertEquals(1, runs());
      now[0] = Instant.EPOCH.plusSeconds(590);
      assertEquals(tokenUser, who(cluster));
      assertEquals(2, runs());
    }
  }

  private static Clock clock(Instant[] now) {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now[0];
      }
    };
  }

  @Test
  void severalFilesOfWhichOneHasTheUser() throws IOException {
    String whole = config("token: wrong");
    Path users = write("users", "users: [{name: ann, user: {token: " + token + "}}]\n");
    Path rest = write("rest", whole);
    String both = String.join(File.pathSeparator, folder + "/none", users + "", rest + "");
    assertEquals(tokenUser, who(Map.of("KUBECONFIG", both)));
  }

  @Test
  void aServerWithItsAuthorityAndAToken() {
    ClusterAccess access =
        new ClusterAccess.Server(server, Optional.of(authority), Secret.of(token));
    try (Cluster cluster = Cluster.connect(access, Map.of())) {
      assertEquals(tokenUser, who(cluster));
    }
  }

  @Test
  void theFilesOfAServiceAccountInAPod() throws IOException {
    write("token", token);
    write("ca.crt", decoded(authority));
    URI address = URI.create(server);
    Map<String, String> pod =
        Map.of(
            "KUBERNETES_SERVICE_HOST", address.getHost(),
            "KUBERNETES_SERVICE_PORT", String.valueOf(address.getPort()));
    ClusterConnection connection = TokenConnection.inCluster(pod, folder);
    try (KubernetesCluster cluster = new KubernetesCluster(connection, Retries.real())) {
      assertEquals(tokenUser, who(cluster));
    }
  }

  @Test
  void actsAsAnotherUser() {
    String as = ", as: ann, as-groups: [dev], as-user-extra: {example.com/why: [test]}";
    try (Cluster cluster = Cluster.connect(access(config("token: " + token + as)), Map.of())) {
      Identity ann = cluster.identity().orElseThrow();
      assertEquals("ann", ann.user());
      assertTrue(ann.groups().contains("dev"), ann.toString());
      assertTrue(cluster.describe().endsWith("context a, user ann, acting as ann"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void byTheProxyOfTheCluster(String scheme) throws IOException {
    try (LoopbackProxy proxy = new LoopbackProxy(false)) {
      String url = "proxy-url: '" + scheme + "://127.0.0.1:" + proxy.port() + "'";
      assertEquals(tokenUser, who(with(url)));
      String verb = scheme.equals("http") ? "CONNECT " : "SOCKS5 ";
      assertEquals(List.of(verb + URI.create(server).getAuthority()), proxy.asked());
    }
  }

  @Test
  void byAProxyThatWantsALogin() throws IOException {
    try (LoopbackProxy proxy = new LoopbackProxy(true)) {
      String url = "proxy-url: 'http://user:hunter2@127.0.0.1:" + proxy.port() + "'";
      assertEquals(tokenUser, who(with(url)));
      assertTrue(proxy.asked().get(proxy.asked().size() - 1).endsWith(" with login"));
      String said = refused(with(url.replace("hunter2", "hunter3")));
      assertTrue(said.contains("the proxy refuses to connect"), said);
      assertTrue(said.contains("from 'proxy-url' of the kubeconfig"), said);
      assertFalse(said.contains("hunter3"), said);
    }
  }

  @Test
  void theEnvironmentsProxyIsToldWhereItFails() {
    ClusterAccess access =
        new ClusterAccess.Server(
            "https://k8s.invalid:6443", Optional.of(authority), Secret.of(token));
    Map<String, String> environment = Map.of("https_proxy", "u:hunter2@proxy.invalid:3128");
    try (Cluster cluster = Cluster.connect(access, environment)) {
      DeployException refused = assertThrows(DeployException.class, cluster::describe);
      assertEquals(
          "https://k8s.invalid:6443: the proxy's name is not known (by the proxy"
              + " http://proxy.invalid:3128 from HTTPS_PROXY); check the proxy's address and login,"
              + " or add the server's host to NO_PROXY",
          refused.getMessage());
    }
  }

  @Test
  void anotherAuthorityAndAnotherNameAreRefused() throws IOException {
    // The client certificate is signed by the authority, but is not it.
    String wrong = config("token: " + token).replace(authority, chain);
    assertEquals(
        server
            + ": the server's certificate is not signed by the authority given; give this cluster's"
            + " authority (certificate-authority-data)",
        refused(wrong));
    assertEquals(tokenUser, who(with("tls-server-name: kubernetes.default.svc")));
    assertEquals(
        server
            + ": the server's certificate is for another name; use an address that the certificate"
            + " names, or set tls-server-name in the kubeconfig",
        refused(with("tls-server-name: k8s.example")));
  }

  @Test
  void aServerThatIsNotVerified() {
    String unverified =
        config("token: " + token)
            .replace("certificate-authority-data: " + authority, "insecure-skip-tls-verify: true");
    assertEquals(tokenUser, who(unverified));
    ClusterContext context = ClusterContext.read(access(unverified), Map.of());
    assertTrue(context.unverified());
    assertEquals(1, context.warnings().size());
  }

  @Test
  void aPluginThatFailsIsNotTakenForNobody() throws IOException {
    String failing = plugin("v1", json("token", token));
    Files.writeString(folder.resolve("plugin"), "#!/bin/sh -x\necho " + token + "\nexit 4\n");
    String said = refused(failing);
    assertTrue(said.contains("failed (exit code 4)"), said);
  }

  private String who(String kubeconfig) {
    try (Cluster cluster = Cluster.connect(access(kubeconfig), environment())) {
      return who(cluster);
    }
  }

  private static String who(Map<String, String> environment) {
    ClusterAccess access = new ClusterAccess.Context(Optional.empty(), Optional.empty());
    try (Cluster cluster = Cluster.connect(access, environment)) {
      return who(cluster);
    }
  }

  private static String who(Cluster cluster) {
    cluster.describe();
    return cluster.identity().map(Identity::user).orElse("");
  }

  /** What is said, which never has the token; nor has what is chained to it. */
  private String refused(String kubeconfig) {
    try (Cluster cluster = Cluster.connect(access(kubeconfig), environment())) {
      DeployException refused = assertThrows(DeployException.class, cluster::describe);
      StringWriter trace = new StringWriter();
      refused.printStackTrace(new PrintWriter(trace));
      assertFalse(trace.toString().contains(token), "the token is told");
      return refused.problems().get(0).toString();
    }
  }

  private static Map<String, String> environment() {
    return Map.of("PATH", System.getenv().getOrDefault("PATH", ""));
  }

  private static ClusterAccess.Context access(String kubeconfig) {
    return new ClusterAccess.Context(Optional.empty(), Optional.of(Secret.of(kubeconfig)));
  }

  private String with(String ofCluster) {
    return config("token: " + token).replace("{server:", "{" + ofCluster + ", server:");
  }

  private String config(String user) {
    return """
        current-context: a
        clusters: [{name: c, cluster: {server: '%s', certificate-authority-data: %s}}]
        users: [{name: ann, user: {%s}}]
        contexts: [{name: a, context: {cluster: c, user: ann}}]
        """
        .formatted(server, authority, user);
  }

  /** A kubeconfig whose plugin is a script that counts its runs. */
  private String plugin(String version, String status) throws IOException {
    String full = "client.authentication.k8s.io/" + version;
    Path given =
        write(
            "given.json",
            "{\"apiVersion\":\""
                + full
                + "\",\"kind\":\"ExecCredential\",\"status\":{"
                + status
                + "}}");
    Path script = write("plugin", "#!/bin/sh\necho >> " + folder + "/ran\ncat " + given + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return config("exec: {apiVersion: " + full + ", command: " + script + "}");
  }

  private int runs() throws IOException {
    return Files.readAllLines(folder.resolve("ran")).size();
  }

  private static String json(String name, String value) {
    return Json.print(name) + ":" + Json.print(value);
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
