package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.DeployException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Waiting for an object to go, with time that the test lets pass. */
class DeletionTest {
  private static final LiveObject OLD = object("1");
  private final List<Duration> pauses = new ArrayList<>();

  private static LiveObject object(String uid) {
    return new LiveObject(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "PersistentVolumeClaim",
            "metadata",
            Map.of("name", "data", "uid", uid, "finalizers", List.of("example.org/hold"))));
  }

  /** A cluster whose object is found so, one look after the other, the last one from then on. */
  private Recreation finding(List<Optional<LiveObject>> looks) {
    Deque<Optional<LiveObject>> left = new ArrayDeque<>(looks);
    Cluster cluster =
        (Cluster)
            Proxy.newProxyInstance(
                Cluster.class.getClassLoader(),
                new Class<?>[] {Cluster.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "delete" -> true;
                      case "get" -> left.size() > 1 ? left.remove() : left.element();
                      default -> throw new AssertionError(method.getName());
                    });
    return new Recreation(cluster, pauses::add);
  }

  @Test
  void returnsWhenItIsGone() {
    finding(List.of(Optional.of(OLD), Optional.of(OLD), Optional.empty())).delete(OLD.ref(), OLD);
    assertEquals(List.of(Duration.ofMillis(100), Duration.ofMillis(200)), pauses);
  }

  @Test
  void returnsWhenAnotherOneOfTheNameIsThere() {
    finding(List.of(Optional.of(object("2")))).delete(OLD.ref(), OLD);
    assertEquals(List.of(), pauses);
  }

  @Test
  void endsWithWhatHoldsIt() {
    DeployException stays =
        assertThrows(
            DeployException.class, () -> finding(List.of(Optional.of(OLD))).delete(OLD.ref(), OLD));
    assertEquals(
        "PersistentVolumeClaim data: PersistentVolumeClaim data was deleted to be made anew, but is"
            + " still there after 180 s; see what holds it, and deploy again when it is gone\n"
            + "    finalizer: example.org/hold",
        stays.problems().get(0).toString());
    Duration waited = pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertTrue(waited.compareTo(Recreation.PATIENCE.plusSeconds(4)) <= 0, waited.toString());
  }

  @Test
  void endsWithWhatIsLeftInANamespace() {
    String message = "Some content in the namespace has finalizers remaining: example.org/hold";
    LiveObject namespace =
        new LiveObject(
            Json.parseObject(
                """
                {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop", "uid": "1"},
                 "spec": {"finalizers": ["kubernetes"]},
                 "status": {"phase": "Terminating", "conditions": [
                   {"type": "NamespaceDeletionContentFailure", "status": "False", "message": "no"},
                   {"type": "NamespaceFinalizersRemaining", "status": "True", "message": "%s"}]}}
                """
                    .formatted(message)));
    DeployException stays =
        assertThrows(
            DeployException.class,
            () -> finding(List.of(Optional.of(namespace))).delete(namespace.ref(), namespace));
    assertEquals(
        List.of("finalizer: kubernetes (something is left in it)", message),
        stays.problems().get(0).detail());
  }
}
