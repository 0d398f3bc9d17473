package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.apply.Applier;
import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a Secret has as text is sent as its data, and owned. */
class SecretDataTest {
  @RegisterExtension private static final RealCluster real = new RealCluster("secrets");
  private final OwnedScene scene = OwnedScene.on(real);

  private Manifest secret(String name, String fields) {
    return scene.manifest(
        "apiVersion: v1\nkind: Secret\nmetadata: {name: " + name + "}\n" + fields + "\n");
  }

  private Map<String, Object> data(String name) {
    return scene.live(secret(name, "")).object("data").content();
  }

  @Test
  void aKeyThatIsWrittenNoLongerGoesAway() {
    scene.apply(secret("fewer", "stringData: {A: a, B: b}"));
    assertEquals(Map.of("A", "YQ==", "B", "Yg=="), data("fewer"));
    scene.apply(secret("fewer", "stringData: {A: a}"));
    assertEquals(Map.of("A", "YQ=="), data("fewer"));
  }

  @Test
  void aKeyThatWasAppliedAsTextBeforeGoesAwayToo() {
    Manifest before = secret("formerly", "stringData: {A: a, B: b}");
    real.cluster().apply(before, ApplyMode.WRITE);
    Manifest now = secret("formerly", "stringData: {A: a}");
    assertEquals(Map.of("A", "YQ=="), scene.applicable(now).after().object("data").content());
    assertEquals(Map.of("A", "YQ==", "B", "Yg=="), data("formerly"));
    assertEquals(Applied.Change.CHANGED, scene.change(now));
    assertEquals(Map.of("A", "YQ=="), data("formerly"));
    assertEquals(
        Map.of("f:data", Map.of("f:A", Map.of())),
        Manager.of(scene.live(now)).get(0).fields().tree());
    assertEquals(1, Manager.of(scene.live(now)).size());
    assertEquals(Applied.Change.UNCHANGED, scene.change(now));
  }

  @Test
  void whatIsThereAlreadyIsInPlace() {
    Manifest secret = secret("same", "stringData: {A: a}");
    scene.apply(secret);
    Applier applier = new Applier(real.cluster(), OwnershipRules.STRICT, real.namespace());
    List<Manifest> all = List.of(secret);
    assertEquals(Set.of(secret.ref()), applier.settled(all, applier.list(all)));
    applier.apply(all, Progress.none());
  }

  @Test
  void theTextCountsMoreAndKeepsItsPlace() {
    Manifest written = secret("both", "data: {A: eA==, C: Yw==}\nstringData:\n  A: ä\n  B: b");
    Manifest sent = scene.objects().sent(written, Optional.empty());
    assertEquals(Map.of("A", "w6Q=", "B", "Yg==", "C", "Yw=="), sent.content().get("data"));
    assertTrue(!sent.content().containsKey("stringData"));
    assertEquals("deploy/web.yml:6:3", sent.placeOf(FieldPath.of("data", "A")).toString());
    assertEquals("deploy/web.yml:4:17", sent.placeOf(FieldPath.of("data", "C")).toString());
  }

  @Test
  void anEmptyTextMapSendsNothing() {
    assertTrue(
        !scene
            .objects()
            .sent(secret("empty", "stringData: {}"), Optional.empty())
            .content()
            .containsKey("data"));
  }

  @Test
  void whatIsNoTextIsLeftForTheServerToRefuse() {
    Manifest wrong = secret("wrong", "stringData: {pin: [1]}");
    assertTrue(scene.refused(wrong).contains("Secret wrong"));
  }

  @Test
  void anotherKindKeepsItsStringData() {
    Manifest other =
        scene.manifest(
            "apiVersion: example.org/v1\nkind: Secret\nmetadata: {name: x}\nstringData: {a: b}\n");
    assertEquals(other.content(), SecretData.in(other).content());
  }
}
