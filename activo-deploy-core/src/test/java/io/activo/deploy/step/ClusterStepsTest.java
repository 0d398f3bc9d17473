package io.activo.deploy.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.PlannedRelease;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.rehearsal.RehearsalCluster;
import io.activo.deploy.secret.Masker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The steps that speak to a cluster, where it holds something back or remarks something. */
class ClusterStepsTest {
  private static final String CANNOT_TELL =
      "cannot tell whether there is a namespace 'shop': user 'ci' may not get namespaces";

  private final RehearsalCluster rehearsed = new RehearsalCluster();
  private final Cluster guarded =
      new GuardedCluster(rehearsed, List.of("v1 is old, use v2", "and so on"));
  private final List<String> lines = new ArrayList<>();

  @Test
  void aNamespaceThatMayNotBeLookedAtIsTakenToBeThere() {
    assertInstanceOf(StepResult.Done.class, check(guarded, map("ConfigMap")));
    assertEquals(List.of(CANNOT_TELL), lines);
  }

  @Test
  void aNamespaceThatMayNotBeLookedAtHidesNoOtherProblem() {
    assertEquals(List.of("m.yml:1:1"), refused(guarded, map("ConfigMop")));
    assertEquals(List.of(CANNOT_TELL), lines);
  }

  @Test
  void everyKindAndNamespaceThatIsMissingIsTold() {
    assertEquals(List.of("m.yml:1:1", "context it"), refused(rehearsed, map("ConfigMop")));
  }

  @Test
  void whatTheClusterRemarksAboutAnObjectIsShown() {
    rehearsed.seedNamespace("shop");
    new ApplyManifests(() -> guarded, List.of(map("ConfigMap")), "shop", new ReleasedImages())
        .run(progress());
    assertEquals(
        List.of("ConfigMap settings created", "warning: v1 is old, use v2", "warning: and so on"),
        lines);
  }

  @Test
  void aConflictShowsNoSecretOfTheRunHoweverItIsWritten() {
    Map<String, Object> live = new LinkedHashMap<>(map("ConfigMap").content());
    live.put("data", Map.of("mode", "old"));
    rehearsed.seedNamespace("shop");
    rehearsed.seed(live, "somebody");
    live.put("data", Map.of("mode", "hunt\"er2\\x"));
    StepResult result =
        new ApplyManifests(
                () -> rehearsed,
                List.of(map("ConfigMap").with(live)),
                "shop",
                new ReleasedImages(),
                OwnershipRules.STRICT,
                Masker.of(Map.of("API_TOKEN", "hunt\"er2\\x"), List.of()),
                List.of())
            .run(progress());
    String told = assertInstanceOf(StepResult.Failed.class, result).problems().toString();
    assertTrue(told.contains("somebody"), told);
    assertFalse(told.contains("er2"), told);
  }

  @Test
  void aNamespaceThatMayNotBeLookedAtIsNotMade() {
    StepResult result =
        new EnsureNamespace(() -> guarded, "shop", Map.of(), Place.in("activo.yml", 1, 1))
            .run(progress());
    assertEquals(
        "cannot tell whether shop is there: user 'ci' may not get namespaces",
        assertInstanceOf(StepResult.Skipped.class, result).reason());
  }

  private StepResult check(Cluster cluster, Manifest manifest) {
    return new CheckCluster(
            () -> cluster,
            "context it",
            PlannedRelease.of(List.of(manifest), "shop"),
            OwnershipRules.STRICT,
            Optional.empty(),
            new ReleasedImages(),
            Masker.ofUrls())
        .run(progress());
  }

  private List<String> refused(Cluster cluster, Manifest manifest) {
    return assertThrows(DeployException.class, () -> check(cluster, manifest)).problems().stream()
        .map(Problem::where)
        .map(Place::toString)
        .toList();
  }

  private static Manifest map(String kind) {
    ObjectRef ref = new ObjectRef("v1", kind, "shop", "settings");
    Map<String, Object> content =
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            kind,
            "metadata",
            Map.of("name", "settings", "namespace", "shop"));
    return new Manifest(ref, content, Place.in("m.yml", 1, 1));
  }

  private Progress progress() {
    return new Progress() {
      @Override
      public void line(String text) {
        lines.add(text);
      }

      @Override
      public void status(String text) {}
    };
  }
}
