package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.NoDryRun;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.rollout.Pause;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An object is tried under another name before it is made anew, which nobody sees. */
class TrialNameTest {
  @RegisterExtension private static final RealCluster real = new RealCluster("trial");
  private final OwnedScene scene = OwnedScene.on(real).recreating("Job", "ConfigMap");

  private Manifest fixed(String name, String value) {
    return scene.manifest(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\nimmutable: true\ndata: {a: %s}\n"
            .formatted(name, value));
  }

  @Test
  void aQuotaWithRoomForOneObjectDoesNotKeepItFromBeingMadeAnew() throws Exception {
    scene.apply(scene.job("tight", "none:1"));
    scene.kubectl("create", "quota", "tight", "--hard=count/jobs.batch=1");
    scene.kubectl("wait", "quota/tight", "--for=jsonpath={.status.used.count/jobs\\.batch}=1");
    try {
      assertTrue(scene.preview(scene.job("tight", "none:2")) instanceof Preview.Replaced);
      assertEquals(Applied.Change.RECREATED, scene.change(scene.job("tight", "none:2")));
    } finally {
      scene.kubectl("delete", "quota", "tight");
    }
  }

  @Test
  void aNameThatIsCutAtADotIsStillValid() {
    String name = "a".repeat(39) + ".b-" + "c".repeat(30);
    assertEquals("a".repeat(39) + "-activo-new", TrialName.of(name).other());
    scene.apply(fixed(name, "one"));
    assertEquals(Applied.Change.RECREATED, scene.change(fixed(name, "two")));
  }

  @Test
  void theNameOfTheTrialIsNotInTheObject() {
    scene.apply(scene.job("mig", "none:1"));
    Preview.Replaced replaced = (Preview.Replaced) scene.preview(scene.job("mig", "none:2"));
    assertEquals(
        "mig",
        replaced
            .after()
            .text("spec", "template", "metadata", "labels", "batch.kubernetes.io/job-name"));
    assertTrue(!replaced.after().content().toString().contains("mig-activo"));
  }

  private static Cluster refusing(Function<Problem, DeployException> refusal) {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              String what = "a policy denies " + ((Manifest) arguments[0]).ref();
              throw refusal.apply(Problem.of(what, ""));
            });
  }

  @Test
  void theNameOfTheTrialIsNotInARefusal() {
    assertRefused(DeployException.class, problem -> new DeployException(problem));
    assertRefused(Forbidden.class, Forbidden::new);
    assertRefused(NoDryRun.class, NoDryRun::new);
  }

  private void assertRefused(
      Class<? extends DeployException> type, Function<Problem, DeployException> refusal) {
    Recreation recreation = new Recreation(refusing(refusal), Pause.ofThread());
    DeployException refused =
        assertThrowsExactly(type, () -> recreation.trial(scene.job("policed", "none:2")));
    assertEquals("a policy denies Job policed", refused.problems().get(0).what());
  }
}
