package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.MissingRight;
import io.activo.deploy.kubernetes.NoDryRun;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.diff.LiveDifferences.Patience;
import io.activo.deploy.kubernetes.ownership.ObjectApply;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.KeyedDigest;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilentClusterTest {
  private static final Patience SHORT =
      new Patience(Duration.ofMillis(200), Duration.ofMillis(200));
  private static final List<Manifest> MANIFESTS =
      IntStream.range(0, 40)
          .mapToObj(
              i ->
                  RealCluster.manifest(
                      """
                      {"apiVersion":"v1","kind":"ConfigMap",\
                      "metadata":{"name":"c%d","namespace":"n"},"data":{"a":"b"}}"""
                          .formatted(i)))
          .toList();

  @Test
  void aServerThatNeverAnswersCostsOneLine() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Cluster cluster = connect("http://127.0.0.1:" + silent.getLocalPort())) {
      Diff diff = diff(cluster, SHORT);
      assertEquals(
          """
          ? cannot tell what would change: the cluster did not answer within 0.2 s
          0 created, 0 changed, 0 unchanged, 0 replaced, 0 pruned, 40 unknown""",
          String.join("\n", DiffText.lines(diff, false)));
      assertEquals(
          List.of(new LiveState.Unknown()),
          diff.live().digested(KeyedDigest.random()).values().stream().distinct().toList());
    }
  }

  @Test
  void aServerThatIsNotThereCostsOneLine() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (Cluster cluster = connect("http://127.0.0.1:" + port)) {
      List<String> lines = DiffText.lines(diff(cluster, Patience.USUAL), false);
      assertEquals(2, lines.size());
      assertTrue(
          lines
              .get(0)
              .startsWith("? cannot tell what would change: the server refused the connection"),
          lines.get(0));
    }
  }

  /** Since 1.22 no such webhook can be made in a real cluster; older ones have them. */
  @Test
  void cannotTellWhereAWebhookAllowsNoDryRun() {
    Problem problem =
        Problem.of("the cluster refused ConfigMap c0 in namespace n (400)", "")
            .withDetail(List.of("admission webhook \"w.example.com\" does not support dry run"));
    Diff diff = diff(refusing(new NoDryRun(problem)), ref -> Optional.empty(), Patience.USUAL);
    assertEquals(40, diff.unknown());
    assertEquals(
        List.of(new LiveState.Absent()),
        diff.live().digested(KeyedDigest.random()).values().stream().distinct().toList());
  }

  @Test
  void cannotTellWhereAnAccountMayOnlyRead() {
    MissingRight right = new MissingRight("ci", "patch", "configmaps", "n");
    Forbidden forbidden = new Forbidden(right.problem(Place.nowhere()), Optional.of(right));
    Diff diff = diff(refusing(forbidden), ref -> Optional.empty(), Patience.USUAL);
    assertEquals(
        "? cannot tell what would change: user 'ci' may not patch configmaps in namespace n",
        DiffText.lines(diff, false).get(0));
  }

  @Test
  void cannotTellWhenTheConnectionBreaks() {
    DeployException broken =
        new DeployException(Problem.of("the connection broke", ""), new IOException("reset"));
    Diff diff = diff(refusing(broken), ref -> Optional.empty(), Patience.USUAL);
    assertEquals(2, DiffText.lines(diff, false).size());
    assertEquals(40, diff.unknown());
  }

  @Test
  void anyOtherRefusalIsToldOfItsObject() {
    Problem problem = Problem.of("admission webhook 'w' denied ConfigMap", "");
    Diff diff = diff(refusing(new Forbidden(problem)), ref -> Optional.empty(), Patience.USUAL);
    assertEquals(40, diff.refused());
  }

  @Test
  void aServerThatFallsSilentLosesOnlyWhatItDidNotSay() {
    CountDownLatch never = new CountDownLatch(1);
    Diff diff =
        diff(
            refusing(new DeployException(Problem.of("refused", ""))),
            ref -> {
              if (ref.name().equals("c39")) {
                assertThrows(InterruptedException.class, never::await);
              }
              return Optional.empty();
            },
            SHORT);
    assertEquals(39, diff.refused());
    assertEquals(
        "? cannot tell for ConfigMap c39: the cluster did not answer within 0.2 s",
        DiffText.lines(diff, false).get(3));
  }

  /** It is done only when the asker is seen to wait for it without a limit. */
  @Test
  void aCredentialPluginMayTakeLongerThanTheCluster() {
    Thread asker = Thread.currentThread();
    Cluster cluster =
        prepared(
            () -> {
              while (asker.getState() != Thread.State.WAITING
                  && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
            });
    assertEquals(40, diff(cluster, SHORT).refused());
  }

  @Test
  void whatAFailingCredentialPluginSaysIsTheReason() {
    DeployException failure =
        new DeployException(
            Problem.of("the credential plugin 'aws' failed (exit code 3)", "")
                .withDetail(List.of("the login has expired")));
    Cluster cluster =
        prepared(
            () -> {
              throw failure;
            });
    assertEquals(
        List.of(
            "? cannot tell what would change: the credential plugin 'aws' failed (exit code 3)",
            "    the login has expired"),
        DiffText.lines(diff(cluster, SHORT), false).subList(0, 2));
  }

  /** Gets its credentials, answers, and lets nothing be applied. */
  private static Cluster prepared(Runnable preparation) {
    Cluster refusing = refusing(new DeployException(Problem.of("refused", "")));
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepare")) {
                preparation.run();
                return null;
              }
              return Proxy.getInvocationHandler(refusing).invoke(refusing, method, arguments);
            });
  }

  /** Answers, and lets nothing be applied. */
  private static Cluster refusing(DeployException refusal) {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("describe")) {
                return "a cluster";
              }
              if (method.getName().equals("prepare")) {
                return null;
              }
              throw refusal;
            });
  }

  private static Cluster connect(String address) {
    return Cluster.connect(
        new ClusterAccess.Server(address, Optional.empty(), Secret.of("token")), Map.of());
  }

  private static Diff diff(Cluster cluster, Patience patience) {
    return diff(cluster, cluster::get, patience);
  }

  private static Diff diff(
      Cluster cluster, Function<ObjectRef, Optional<LiveObject>> live, Patience patience) {
    ObjectApply apply = new ObjectApply(cluster, OwnershipRules.STRICT, MANIFESTS);
    return new LiveDifferences(cluster, apply, live, Masker.ofUrls(), patience)
        .of(PlannedRelease.of(MANIFESTS, "n"), Progress.none());
  }
}
