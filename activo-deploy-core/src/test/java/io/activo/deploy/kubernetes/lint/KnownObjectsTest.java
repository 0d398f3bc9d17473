package io.activo.deploy.kubernetes.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownObjectsTest {
  private final List<String> asked = new ArrayList<>();
  private final KnownObjects objects = KnownObjects.in(cluster());

  /** Has the ConfigMap {@code there}; what is called {@code silent} it does not answer. */
  private Cluster cluster() {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> get((ObjectRef) arguments[0]));
  }

  private Optional<LiveObject> get(ObjectRef ref) {
    asked.add(ref.toString());
    if (ref.kind().equals("Secret")) {
      throw new Forbidden(Problem.of("secrets is forbidden", ""));
    }
    if (ref.name().equals("silent") || ref.kind().equals("Rollout")) {
      throw new DeployException(Problem.of("no answer", ""));
    }
    return ref.name().equals("there") ? Optional.of(new LiveObject(Map.of())) : Optional.empty();
  }

  private Existence exists(String kind, String name) {
    String apiVersion = kind.equals("Rollout") ? "argoproj.io/v1alpha1" : "v1";
    return objects.exists(new ObjectRef(apiVersion, kind, "shop", name));
  }

  @Test
  void asksOnceForEachObject() {
    assertEquals(Existence.YES, exists("ConfigMap", "there"));
    assertEquals(Existence.NO, exists("ConfigMap", "gone"));
    assertEquals(Existence.YES, exists("ConfigMap", "there"));
    assertEquals(List.of("ConfigMap there", "ConfigMap gone"), asked);
  }

  @Test
  void doesNotKnowWhatMayNotBeReadOrIsNoKindOfTheCluster() {
    assertEquals(Existence.UNKNOWN, exists("Secret", "there"));
    assertEquals(Existence.UNKNOWN, exists("Rollout", "web"));
    assertEquals(Existence.YES, exists("ConfigMap", "there"));
  }

  @Test
  void asksNoMoreOnceTheClusterDoesNotAnswer() {
    assertEquals(Existence.UNKNOWN, exists("ConfigMap", "silent"));
    assertEquals(Existence.UNKNOWN, exists("ConfigMap", "there"));
    assertEquals(List.of("ConfigMap silent"), asked);
  }

  @Test
  void doesNotAskForWhatNoObjectCanBeCalled() {
    List.of("", ".", "..", "a/b", "50%")
        .forEach(name -> assertEquals(Existence.UNKNOWN, exists("ConfigMap", name)));
    ObjectRef nowhere = new ObjectRef("v1", "ConfigMap", "", "there");
    assertEquals(Existence.UNKNOWN, objects.exists(nowhere));
    assertEquals(Existence.UNKNOWN, objects.exists(nowhere.in("a/b")));
    assertEquals(Existence.YES, exists("ConfigMap", "there"));
    assertEquals(List.of("ConfigMap there"), asked);
  }

  @Test
  void knowsNothingWithoutACluster() {
    ObjectRef any = new ObjectRef("v1", "ConfigMap", "shop", "there");
    assertEquals(Existence.UNKNOWN, KnownObjects.none().exists(any));
  }
}
