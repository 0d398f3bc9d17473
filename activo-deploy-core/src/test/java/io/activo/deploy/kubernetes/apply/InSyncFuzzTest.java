package io.activo.deploy.kubernetes.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.json.CanonicalJson;
import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.OtherManagers;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.problem.DeployException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Objects, manifests and managers at random, on a real cluster: what is taken for unchanged is not
 * changed by applying it. {@code -Dactivo.fuzz=N} tries N seeds of 100 steps each, from that of
 * {@code -Dactivo.fuzz.from=M} on.
 */
class InSyncFuzzTest {
  private static final int STEPS = 100;

  @RegisterExtension private final RealCluster real = new RealCluster("fuzz");

  private int inSync;
  private int needless;
  private int changed;

  @Test
  void neverLeavesOutWhatApplyingWouldChange() throws Exception {
    String group = real.namespace() + ".example.org";
    List<Variants> all = Variants.all(real.namespace(), group);
    try (OtherManagers others = new OtherManagers(real.kubeconfig())) {
      real.cluster().apply(RealCluster.manifest(Variants.definition(group)), ApplyMode.WRITE);
      int from = Integer.getInteger("activo.fuzz.from", 0);
      for (int seed = from; seed < from + Integer.getInteger("activo.fuzz", 1); seed++) {
        play(new Random(seed), new Ground(real.cluster(), others, all), "seed " + seed);
      }
      Manifest service = all.get(1).some(new Random(0), 0);
      others.remove(service, "/metadata/finalizers", "remover");
    } finally {
      real.kubectl("delete", "crd", "things." + group, "--wait=false");
    }
    System.out.printf(
        "fuzz: %d in sync, %d patched for nothing, %d changed%n", inSync, needless, changed);
    assertTrue(inSync > needless, "in sync " + inSync + ", patched for nothing " + needless);
  }

  /** Where it happens. */
  private record Ground(Cluster cluster, OtherManagers others, List<Variants> all) {}

  private void play(Random random, Ground ground, String name) {
    Map<Variants, Manifest> last = new LinkedHashMap<>();
    for (int step = 0; step < STEPS; step++) {
      Variants object = ground.all().get(random.nextInt(ground.all().size()));
      Manifest before = last.computeIfAbsent(object, one -> one.some(random, 4));
      if (random.nextInt(3) == 0) {
        disturb(random, random.nextBoolean() ? object.some(random, 3) : before, ground);
      }
      Manifest manifest = random.nextBoolean() ? before : object.some(random, 4);
      last.put(object, manifest);
      compare(manifest, ground.cluster(), random.nextInt(3) > 0, name + ", step " + step);
    }
  }

  /** Somebody else writes to the object. */
  private static void disturb(Random random, Manifest theirs, Ground ground) {
    switch (random.nextInt(3)) {
      case 0 -> ground.others().apply(theirs, "other");
      case 1 -> ground.others().merge(theirs, "patcher");
      default -> {
        Optional<LiveObject> live = ground.cluster().get(theirs.ref());
        List<String> pointers = live.map(Variants::pointers).orElse(List.of());
        if (!pointers.isEmpty()) {
          String pointer = pointers.get(random.nextInt(pointers.size()));
          ground.others().remove(theirs, pointer, "remover");
        }
      }
    }
  }

  private void compare(Manifest manifest, Cluster cluster, boolean force, String when) {
    Optional<LiveObject> live = cluster.get(manifest.ref());
    boolean decided = live.filter(there -> InSync.is(manifest, there)).isPresent();
    Optional<String> before = live.map(InSyncFuzzTest::settled);
    Optional<String> after = applied(manifest, cluster, force).map(InSyncFuzzTest::settled);
    String shown = when + ": " + Json.print(manifest.content());
    if (decided) {
      inSync++;
      assertEquals(before, after, shown);
    } else if (after.equals(before)) {
      needless++;
      if (Boolean.getBoolean("activo.fuzz.show")) {
        System.out.println(shown + "\n  " + before.orElse(""));
      }
    } else {
      changed++;
    }
  }

  /** What is there after applying; nothing where the server refuses it. */
  private static Optional<LiveObject> applied(Manifest manifest, Cluster cluster, boolean force) {
    try {
      ApplyMode mode = new ApplyMode(force, false);
      return cluster.apply(manifest, mode) instanceof ApplyAnswer.Accepted accepted
          ? Optional.of(accepted.object())
          : Optional.empty();
    } catch (DeployException e) {
      return Optional.empty();
    }
  }

  /**
   * Who owns which fields, not since when. That others own a field that is not there, because all
   * applied null, the server forgets whenever it is applied again (Kubernetes 1.34).
   */
  private static Map<String, Object> owner(LiveObject entry, LiveObject live) {
    Map<String, Object> rest = new LinkedHashMap<>(entry.content());
    rest.remove("time");
    if (!entry.text("manager").equals(Cluster.FIELD_MANAGER)) {
      Map<String, Object> fields = new LinkedHashMap<>(entry.object("fieldsV1").content());
      fields.keySet().removeIf(field -> !live.content().containsKey(field.substring(2)));
      rest.put("fieldsV1", fields);
    }
    return rest;
  }

  /** Without what controllers write meanwhile. */
  private static String settled(LiveObject live) {
    Map<String, Object> content = new LinkedHashMap<>(live.content());
    content.remove("status");
    Map<String, Object> metadata = new LinkedHashMap<>(live.object("metadata").content());
    metadata.remove("resourceVersion");
    Map<String, Object> annotations =
        new LinkedHashMap<>(live.object("metadata", "annotations").content());
    annotations.remove("deployment.kubernetes.io/revision");
    metadata.put("annotations", annotations);
    List<Object> managers = new ArrayList<>();
    live.objects("metadata", "managedFields").stream()
        .filter(entry -> !entry.text("manager").startsWith("kube-controller"))
        .forEach(entry -> managers.add(owner(entry, live)));
    managers.sort(Comparator.comparing(Json::print));
    metadata.put("managedFields", managers);
    content.put("metadata", metadata);
    return CanonicalJson.print(content);
  }
}
