package io.activo.deploy.kubernetes.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.Corpus;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.ownership.ConflictRules;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many objects at once, on a real cluster. */
class ApplierRealTest {
  @RegisterExtension private final RealCluster real = new RealCluster("apply");

  /** Two of the files hold a definition of more than 480 KB. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "microservices-demo.yaml",
        "monitoring.coreos.com_alertmanagerconfigs.yaml",
        "monitoring.coreos.com_prometheuses.yaml"
      })
  void whatWasAppliedIsNotWrittenAgain(String file) throws Exception {
    byte[] text = Files.readAllBytes(Corpus.folder().resolve("manifests").resolve(file));
    List<Manifest> manifests =
        Manifests.read(file, text).stream().map(ApplierRealTest::withoutReplicas).toList();
    WatchedCluster watched = new WatchedCluster(real.cluster());
    try {
      Applier applier = applier(watched.cluster());
      applier.apply(manifests, Progress.none());
      assertEquals(manifests.size(), watched.taken("apply"));
      AppliedAll again = applier.apply(manifests, Progress.none());
      int patches = watched.taken("apply");
      System.out.printf("%s: %d objects, %d patched again%n", file, manifests.size(), patches);
      assertEquals(
          "0 created, 0 changed, %d unchanged".formatted(manifests.size()), again.summary());
      assertEquals(0, patches);
    } finally {
      if (file.startsWith("monitoring")) {
        real.kubectl("delete", "crd", manifests.get(0).ref().name());
      }
    }
  }

  /** Nothing is to run: the images are not there. */
  private static Manifest withoutReplicas(Manifest manifest) {
    if (!manifest.ref().kind().equals("Deployment")) {
      return manifest;
    }
    Map<String, Object> content = new LinkedHashMap<>(manifest.content());
    Map<String, Object> spec =
        new LinkedHashMap<>(new LiveObject(content).object("spec").content());
    spec.put("replicas", 0);
    content.put("spec", spec);
    return manifest.with(content);
  }

  @Test
  void listsWhatIsThereByPages() {
    List<Manifest> manifests = configMaps(520);
    applier(real.cluster()).apply(manifests, Progress.none());
    List<Manifest> wanted = new ArrayList<>(manifests);
    wanted.add(configMap("none"));
    WatchedCluster watched = new WatchedCluster(real.cluster());
    LiveObjects live = applier(watched.cluster()).list(wanted);
    assertEquals(
        manifests.stream().map(Manifest::ref).collect(Collectors.toSet()), live.found().keySet());
    assertTrue(live.knows(configMap("none").ref()));
    assertEquals(1, watched.taken("visit"));
  }

  @Test
  void whoMayNotListMayRead() throws Exception {
    allow("get");
    List<Manifest> manifests = configMaps(5);
    applier(real.cluster()).apply(manifests.subList(1, 5), Progress.none());
    try (Cluster limited = RealCluster.connect(real.beside("kubeconfig-limited"))) {
      LiveObjects live = applier(limited).list(manifests);
      assertEquals(4, live.found().size());
      assertTrue(live.knows(manifests.get(0).ref()));
    }
  }

  @Test
  void whoMayNotReadIsToldThatNothingIsKnownAndAppliesAllTheSame() throws Exception {
    allow("create,patch");
    List<Manifest> manifests = configMaps(5);
    try (Cluster limited = RealCluster.connect(real.beside("kubeconfig-limited"))) {
      Applier applier = applier(limited);
      LiveObjects live = applier.list(manifests);
      assertEquals(Optional.empty(), live.of(manifests.get(0).ref()));
      assertEquals(5, live.unknown().size());
      assertEquals(
          "5 created, 0 changed, 0 unchanged", applier.apply(manifests, Progress.none()).summary());
    }
  }

  private void allow(String verbs) throws IOException, InterruptedException {
    real.kubectl("create", "role", "limited", "--verb=" + verbs, "--resource=configmaps");
    real.kubectl("create", "rolebinding", "limited", "--role=limited", "--user=limited");
  }

  /** The objects of a kind are applied after its definition is served, whatever stands first. */
  @Test
  void waitsUntilADefinitionIsServed() throws Exception {
    String group = real.namespace() + ".example.org";
    List<Manifest> manifests = thing(group, "Namespaced");
    WatchedCluster watched = new WatchedCluster(real.cluster());
    Applier applier = applier(watched.cluster());
    assertEquals(
        "2 created, 0 changed, 0 unchanged", applier.apply(manifests, Progress.none()).summary());
    watched.taken("");
    assertEquals(
        "0 created, 0 changed, 2 unchanged", applier.apply(manifests, Progress.none()).summary());
    assertEquals(0, watched.taken("apply"));
    real.kubectl("delete", "crd", "things." + group);
  }

  /** With its definition goes every object of its kind, whatever was known of it before. */
  @Test
  void makesTheObjectsOfADefinitionThatIsMadeAnew() throws Exception {
    String group = real.namespace() + ".example.org";
    OwnershipRules rules =
        new OwnershipRules(ConflictRules.FAIL, Set.of("CustomResourceDefinition"));
    Applier applier = new Applier(real.cluster(), rules, real.namespace());
    try {
      applier.apply(thing(group, "Cluster"), Progress.none());
      AppliedAll all = applier.apply(thing(group, "Namespaced"), Progress.none());
      assertEquals("1 created, 0 changed, 0 unchanged, 1 recreated", all.summary());
      real.kubectl("get", "things." + group, "one");
    } finally {
      real.kubectl("delete", "crd", "things." + group);
    }
  }

  /** An object before the definition of its kind. */
  private static List<Manifest> thing(String group, String scope) {
    String text =
        """
        apiVersion: GROUP/v1
        kind: Thing
        metadata: {name: one}
        size: 1
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: things.GROUP}
        spec:
          group: GROUP
          scope: SCOPE
          names: {plural: things, kind: Thing}
          versions:
            - name: v1
              served: true
              storage: true
              schema: {openAPIV3Schema: {type: object, properties: {size: {type: integer}}}}
        """
            .replace("GROUP", group)
            .replace("SCOPE", scope);
    return Manifests.read("m.yml", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A load balancer that breaks every connection for a while, in the middle. */
  @Test
  void survivesAServerThatIsAwayInTheMiddle() throws Exception {
    List<Manifest> manifests = configMaps(60);
    try (Outage outage = Outage.before(real.kubeconfig());
        Cluster cluster = RealCluster.connect(outage.kubeconfig())) {
      WatchedCluster watched =
          new WatchedCluster(cluster)
              .with(
                  "apply",
                  arguments -> {
                    if (((Manifest) arguments[0]).ref().name().equals("map-30")) {
                      outage.begin(20);
                    }
                    return Optional.empty();
                  });
      AppliedAll all = applier(watched.cluster()).apply(manifests, Progress.none());
      assertEquals(60, all.objects().size());
      assertEquals(0, outage.left());
      assertEquals(60, applier(cluster).list(manifests).found().size());
    }
  }

  private Applier applier(Cluster cluster) {
    return new Applier(cluster, OwnershipRules.STRICT, real.namespace());
  }

  private List<Manifest> configMaps(int count) {
    return IntStream.range(0, count).mapToObj(i -> configMap("map-" + i)).toList();
  }

  private Manifest configMap(String name) {
    return real.here(
        """
        {"apiVersion":"v1","kind":"ConfigMap",
         "metadata":{"name":"%s","namespace":"NAMESPACE"},"data":{"a":"x"}}"""
            .formatted(name));
  }
}
