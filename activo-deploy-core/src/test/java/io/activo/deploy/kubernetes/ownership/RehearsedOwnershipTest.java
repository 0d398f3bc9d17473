package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.ownership.ConflictRules.Choice;
import io.activo.deploy.rehearsal.RehearsalCluster;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same rules in a rehearsal, whose objects do not tell their managers. */
class RehearsedOwnershipTest {
  private final RehearsalCluster cluster = new RehearsalCluster();
  private final Manifest map =
      Manifests.read(
              "map.yml",
              """
              apiVersion: v1
              kind: ConfigMap
              metadata: {name: map, namespace: default}
              data:
                colour: blue
                size: small
              """
                  .getBytes(StandardCharsets.UTF_8))
          .get(0);

  private ObjectApply objects(Map<String, Choice> rules) {
    ConflictRules conflicts = new ConflictRules(Choice.FAIL, rules);
    return new ObjectApply(cluster, new OwnershipRules(conflicts, Set.of()), List.of());
  }

  private Optional<Object> colour() {
    return cluster.get(map.ref()).flatMap(live -> live.value("data", "colour"));
  }

  private void seedRed(String manager) {
    Map<String, Object> red =
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "ConfigMap",
            "metadata",
            map.content().getOrDefault("metadata", Map.of()),
            "data",
            Map.of("colour", "red"));
    cluster.seed(red, manager);
  }

  @Test
  void aConflictIsToldWithBothValues() {
    seedRed("kubectl-edit");
    Preview preview = objects(Map.of()).preview(map, cluster.get(map.ref()));
    String told = assertInstanceOf(Preview.Refused.class, preview).problem().toString();
    assertTrue(told.startsWith("map.yml:5:3: a field of ConfigMap map belongs"), told);
    assertTrue(told.contains(".data.colour  kubectl-edit  \"red\"   \"blue\""), told);
  }

  @Test
  void aFieldIsTakenOrLeft() {
    seedRed("kubectl-edit");
    objects(Map.of("data.colour", Choice.LEAVE)).apply(map, cluster.get(map.ref()));
    assertEquals(Optional.of("red"), colour());
    objects(Map.of("ConfigMap/map", Choice.TAKE)).apply(map, cluster.get(map.ref()));
    assertEquals(Optional.of("blue"), colour());
  }

  @Test
  void whatKubectlAppliedIsTaken() {
    seedRed("kubectl-client-side-apply");
    Applied applied = objects(Map.of()).apply(map, cluster.get(map.ref()));
    assertEquals(Applied.Change.CHANGED, applied.change());
    assertEquals(Optional.of("blue"), colour());
  }
}
