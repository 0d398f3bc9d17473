package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.RealCluster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** We and kubectl write the same objects of a real cluster. */
class OwnershipTest {
  @RegisterExtension private static final RealCluster real = new RealCluster("ownership");
  private final OwnedScene scene = OwnedScene.on(real);

  @Test
  void tellsCreatedUnchangedAndChanged() {
    Manifest first = scene.deployment("changes");
    assertEquals(Applied.Change.CREATED, scene.change(first));
    assertEquals(Applied.Change.UNCHANGED, scene.change(first));
    assertEquals(
        Applied.Change.CHANGED, scene.change(scene.deployment("changes", "none:1", "none:2")));
  }

  /** A Deployment that we applied, and whose image kubectl set afterwards. */
  private Manifest contested(String name) throws Exception {
    Manifest web = scene.deployment(name);
    scene.apply(web);
    scene.kubectl("set", "image", "deployment/" + name, "app=none:9");
    return web;
  }

  @Test
  void aConflictIsATableWithTheChoices() throws Exception {
    Manifest web = contested("table");
    scene.kubectl("scale", "deployment/table", "--replicas=1");
    String refused = scene.refused(web).replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z", "TIME");
    assertEquals(
        """
        deploy/web.yml:1:1: 2 fields of Deployment table belong to other managers; leave what is \
        not yours out of the manifest, or say who decides: see below
            field                                             manager          theirs    ours      since
            .spec.replicas                                    kubectl (scale)  1         0         -
            .spec.template.spec.containers[name="app"].image  kubectl-set      "none:9"  "none:1"  TIME
            to take them, write in the description (or leave, to keep theirs):
              kubernetes:
                conflicts:
                  Deployment/table/spec.replicas: take
                  Deployment/table/spec.template.spec.containers[name=app].image: take\
        """,
        refused);
    assertEquals("none:9", scene.image(web));
  }

  @Test
  void aSingleConflictIsToldAtItsPlace() throws Exception {
    Manifest web = contested("place");
    assertTrue(scene.refused(web).startsWith("deploy/web.yml:16:11: a field of"));
    assertInstanceOf(Preview.Refused.class, scene.preview(web));
  }

  @Test
  void theFieldIsTakenWhereTheRuleSaysSo() throws Exception {
    Manifest web = contested("taken");
    OwnedScene taking = scene.conflicts("Deployment/taken/spec.template: take");
    String remark = ".spec.template.spec.containers[name=\"app\"].image taken from kubectl-set";
    assertEquals(List.of(remark), taking.applicable(web).remarks());
    assertEquals("none:9", scene.image(web));
    Applied applied = taking.apply(web);
    assertEquals(Applied.Change.CHANGED, applied.change());
    assertEquals(List.of(remark), applied.warnings());
    assertEquals("none:1", scene.image(web));
    assertEquals(Applied.Change.UNCHANGED, scene.change(web));
  }

  @Test
  void nothingIsTakenWhereOneFieldFails() throws Exception {
    Manifest web = contested("both");
    scene.kubectl("scale", "deployment/both", "--replicas=1");
    String refused = scene.conflicts("spec.replicas: take").refused(web);
    assertTrue(refused.contains("a field of Deployment both"), refused);
    assertEquals(Optional.of(1), scene.replicas(web));
  }

  @Test
  void aFieldThatIsLeftKeepsItsValueAndTheNextRunIsQuiet() throws Exception {
    Manifest web = contested("left");
    OwnedScene leaving = scene.conflicts("spec.template.spec.containers[name=app].image: leave");
    String remark = ".spec.template.spec.containers[name=\"app\"].image left to kubectl-set";
    assertEquals(List.of(remark), leaving.applicable(web).remarks());
    leaving.apply(web);
    assertEquals("none:9", scene.image(web));
    assertEquals(Applied.Change.UNCHANGED, leaving.change(web));
    scene.kubectl("set", "image", "deployment/left", "app=none:1");
    assertEquals(Applied.Change.UNCHANGED, leaving.change(web));
    scene.kubectl("set", "image", "deployment/left", "app=none:3");
    assertEquals(Applied.Change.UNCHANGED, leaving.change(web));
    assertEquals("none:3", scene.image(web));
  }

  @Test
  void aConflictThatTheReaderOfTheObjectDidNotSeeIsLeftToo() throws Exception {
    Manifest web = scene.deployment("unseen");
    scene.apply(web);
    LiveObject before = scene.live(web);
    scene.kubectl("set", "image", "deployment/unseen", "app=none:9");
    OwnedScene leaving = scene.conflicts("spec.template: leave", "spec.replicas: take");
    leaving.objects().apply(web, Optional.of(before));
    leaving.objects().apply(web, Optional.empty());
    assertEquals("none:9", scene.image(web));
  }

  @Test
  void oneFieldIsLeftAndAnotherTakenAtOnce() throws Exception {
    Manifest web = contested("mixed");
    scene.kubectl("scale", "deployment/mixed", "--replicas=1");
    scene.conflicts("spec.template: leave", "spec.replicas: take").apply(web);
    assertEquals("none:9", scene.image(web));
    assertEquals(Optional.of(0), scene.replicas(web));
  }

  @Test
  void givingUpAFieldThatWeOwnTogetherDoesNotResetIt() throws Exception {
    Manifest web = scene.deployment("together", "replicas: 0", "replicas: 2");
    scene.apply(web);
    scene.kubectl(web, "apply", "--server-side", "--field-manager=other");
    OwnedScene leaving = scene.conflicts("Deployment/together/spec.replicas: leave");
    assertEquals(Applied.Change.CHANGED, leaving.change(web));
    assertEquals(List.of("other"), scene.owners(web, "spec.replicas"));
    assertEquals(Optional.of(2), scene.replicas(web));
    assertEquals(Applied.Change.UNCHANGED, leaving.change(web));
  }

  @Test
  void valuesOfASecretAreToldByTheirDigest() throws Exception {
    Manifest secret =
        scene.manifest(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: s}
            data: {password: aHVudGVyMg==}
            """);
    scene.apply(secret);
    scene.kubectl("patch", "secret", "s", "-p", "{\"data\":{\"password\":\"c3dvcmRmaXNo\"}}");
    String refused = scene.refused(secret);
    assertTrue(refused.contains(".data.password  kubectl-patch  *** #"), refused);
    assertFalse(refused.contains("aHVudGVyMg") || refused.contains("c3dvcmRmaXNo"), refused);
    assertTrue(refused.contains("Secret/s/data.password: take"), refused);
  }

  @Test
  void whatKubectlCreatedIsAConflict() throws Exception {
    Manifest web = scene.deployment("created");
    scene.kubectl(web, "create");
    String refused = scene.refused(scene.deployment("created", "none:1", "none:2"));
    assertTrue(refused.contains("kubectl-create"), refused);
  }

  @Test
  void anObjectWithoutManagersIsTakenOver() throws Exception {
    Manifest web = scene.deployment("old");
    scene.kubectl(web, "create");
    scene.kubectl(
        "patch",
        "deployment",
        "old",
        "--type=json",
        "-p",
        "[{\"op\":\"replace\",\"path\":\"/metadata/managedFields\",\"value\":[{}]}]");
    Applied applied = scene.apply(scene.deployment("old", "none:1", "none:2"));
    assertEquals(
        List.of(".spec.template.spec.containers[name=\"app\"].image taken from before-first-apply"),
        applied.warnings());
    assertEquals("none:2", scene.image(web));
  }

  @Test
  void aMistakeIsToldAtItsPlace() {
    Manifest wrong = scene.deployment("wrong", "containerPort: 80", "containerPort: 800000");
    String refused = scene.refused(wrong);
    assertTrue(refused.startsWith("deploy/web.yml:17:20: the cluster does not accept"), refused);
    String both = scene.refused(scene.deployment("wrong", ": 80}", ": 800000}", ": 0\n", ": -1\n"));
    assertTrue(both.contains("deploy/web.yml:7:3: spec.replicas: Invalid value: -1"), both);
    assertTrue(both.contains("deploy/web.yml:17:20: spec.template.spec.containers[0]"), both);
  }

  @Test
  void aPreviewWritesNothing() {
    Manifest web = scene.deployment("preview");
    LiveObject after = scene.applicable(web).after();
    assertEquals("none:1", OwnedScene.image(after));
    assertEquals(Optional.empty(), scene.find(web));
  }

  @Test
  void theSecretsOfOthersAreNotTold() throws Exception {
    Manifest web =
        scene.deployment(
            "private",
            "image: none:1",
            "image: none:1\n          env: [{name: DB_PASSWORD, value: a}]");
    scene.apply(web);
    scene.kubectl("set", "env", "deployment/private", "DB_PASSWORD=live-hunter2");
    String refused = scene.refused(web);
    assertFalse(refused.contains("live-hunter2"), refused);
    assertTrue(refused.matches("(?s).*kubectl-set  \\*\\*\\* #\\w{8}  \\*\\*\\* #.*"), refused);
    Manifest map =
        scene.manifest(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: private}
            data: {DB_PASSWORD: a, colour: blue}
            """);
    scene.apply(map);
    String patch = "{\"data\":{\"DB_PASSWORD\":\"live-hunter2\",\"colour\":\"red\"}}";
    scene.kubectl("patch", "configmap", "private", "--type=merge", "-p=" + patch);
    String other = scene.refused(map);
    assertFalse(other.contains("live-hunter2"), other);
    assertTrue(other.contains("\"red\""), other);
  }
}
