package io.activo.deploy.kubernetes.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutWaitTest {
  private static final ObjectRef WEB = deployment("web");
  private static final ObjectRef API = deployment("api");

  @Test
  void tellsWhatIsWaitedForWhenItChangesAndWhatIsReadyOnce() {
    Scene scene =
        new Scene()
            .at(0, web("'updatedReplicas':1,'replicas':1"))
            .at(3, web("'updatedReplicas':2,'replicas':2,'availableReplicas':1"))
            .at(5, web("'updatedReplicas':2,'replicas':2,'availableReplicas':2"));
    scene.await(WEB);
    assertEquals(
        List.of(
            "(Deployment web: 1 of 2 updated)",
            "(Deployment web: 1 of 2 available)",
            "Deployment web: ready"),
        scene.told());
    assertEquals(5, scene.second());
  }

  @Test
  void everyWorkloadThatIsNotReadyIsListedAtTheTimeout() {
    Scene scene = new Scene().at(0, web("'updatedReplicas':1,'replicas':1"));
    DeployException e = assertThrows(DeployException.class, () -> scene.await(WEB, API));
    assertEquals(
        List.of(
            "shop/web: Deployment web is not ready after 1 min: 1 of 2 updated;"
                + " look at the object's conditions and events",
            "shop/api: Deployment api is not ready after 1 min: is not there;"
                + " look at the object's conditions and events"),
        e.problems().stream().map(Problem::headline).toList());
    assertEquals(60, scene.second());
  }

  @Test
  void aFailureEndsTheWaitingAtOnceWithLogAndEvents() {
    Scene scene =
        new Scene()
            .at(0, web("'updatedReplicas':1,'replicas':1"), replicaSet("2"), EVENT)
            .at(0, pod("'waiting':{'reason':'CrashLoopBackOff'}", 3, "2"));
    DeployException e = assertThrows(DeployException.class, () -> scene.await(API, WEB));
    assertEquals(
        """
        shop/web: Deployment web failed: container app in pod web-2-x exits with code 3\
         (CrashLoopBackOff, 3 restarts); check the container's command and configuration
            log of container app in pod web-2-x:
              said before the fall
            event BackOff: Back-off restarting""",
        e.getMessage());
    assertEquals(0, scene.second());
  }

  @Test
  void podsOfAnOlderRevisionNeverFailTheNewOne() {
    Scene scene =
        new Scene()
            .at(0, web("'updatedReplicas':1,'replicas':2"), replicaSet("1"), replicaSet("2"))
            .at(0, pod("'waiting':{'reason':'CrashLoopBackOff'}", 9, "1"))
            .at(9, web("'updatedReplicas':2,'replicas':2,'availableReplicas':2"));
    scene.await(WEB);
    assertEquals(9, scene.second());
  }

  @Test
  void podsAreNotBlamedBeforeTheNewRevisionIsObserved() {
    Scene scene =
        new Scene()
            .at(0, web("'replicas':2").replace("'generation':1", "'generation':2"), replicaSet("2"))
            .at(0, pod("'waiting':{'reason':'CrashLoopBackOff'}", 9, "2"))
            .at(4, web("'updatedReplicas':2,'replicas':2,'availableReplicas':2"), replicaSet("3"))
            .at(4, pod("'running':{}", 0, "2"));
    scene.await(WEB);
    assertEquals(List.of("(Deployment web: the change is not observed yet)"), told(scene, 0, 1));
  }

  @Test
  void aContainerWithoutReadinessProbeIsWatchedForAWhile() {
    Scene scene =
        new Scene()
            .at(0, web("'updatedReplicas':2,'replicas':2,'availableReplicas':2"), replicaSet("2"))
            .at(0, pod("'running':{'startedAt':'2026-01-01T00:00:00Z'}", 0, "2"))
            .at(4, pod("'running':{'startedAt':'2026-01-01T00:00:04Z'}", 1, "2"));
    scene.await(WEB);
    assertEquals(4 + 15, scene.second());
  }

  @Test
  void aContainerThatHasRunForLongIsNotWatched() {
    Scene scene =
        new Scene()
            .at(0, web("'updatedReplicas':2,'replicas':2,'availableReplicas':2"), replicaSet("2"))
            .at(0, pod("'running':{'startedAt':'2025-12-31T23:00:00Z'}", 1, "2"));
    scene.await(WEB);
    assertEquals(0, scene.second());
  }

  @Test
  void anImageThatIsAbsentAtFirstIsWaitedForUntilItHadThreeTries() {
    String absent = "'waiting':{'reason':'ErrImagePull','message':'not found'}";
    Scene mended =
        new Scene()
            .at(0, web("'updatedReplicas':2,'replicas':2"), replicaSet("2"), pod(absent, 0, "2"))
            .at(40, web("'updatedReplicas':2,'replicas':2,'availableReplicas':2"))
            .at(40, pod("'running':{}", 0, "2"));
    mended.await(WEB);
    assertTrue(mended.told().contains("Deployment web: ready"));
  }

  @Test
  void aClusterThatIsSilentForAWhileIsBorneAndTold() {
    Scene scene =
        new Scene()
            .at(0, web("'updatedReplicas':1,'replicas':1"))
            .at(20, web("'updatedReplicas':2,'replicas':2,'availableReplicas':2"))
            .silent(5, 30);
    scene.await(WEB);
    assertEquals(
        "(the cluster does not answer: connection refused; try later)", scene.told().get(1));
    assertEquals(30, scene.second());
  }

  @Test
  void aClusterThatStaysSilentEndsTheWaitingWithItsWords() {
    Scene scene = new Scene().at(0, web("'replicas':1")).silent(5, 100);
    DeployException e = assertThrows(DeployException.class, () -> scene.await(WEB));
    assertEquals("connection refused", e.problems().get(0).what());
    assertEquals(4 + 30, scene.second());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReplicaSet", "Pod", "Event"})
  void whoMayNotListWhatExplainsWaitsWithoutIt(String kind) {
    Scene scene =
        new Scene()
            .forbid(kind)
            .at(0, web("'updatedReplicas':1,'replicas':1"), replicaSet("2"))
            .at(45, web("'updatedReplicas':2,'replicas':2,'availableReplicas':2"));
    scene.await(WEB);
    assertEquals(
        List.of("(Deployment web: 1 of 2 updated)", "Deployment web: ready"), scene.told());
    assertEquals(45, scene.second());
  }

  @Test
  void withoutPodsATimeoutStillSaysHowTheWorkloadStands() {
    Scene scene = new Scene().forbid("Pod").at(0, web("'updatedReplicas':1"), replicaSet("2"));
    DeployException e = assertThrows(DeployException.class, () -> scene.await(WEB));
    assertEquals(
        "Deployment web is not ready after 1 min: 1 of 2 updated", e.problems().get(0).what());
  }

  @Test
  void aReplicaSetThatStandsAloneIsWaitedFor() {
    ObjectRef ref = new ObjectRef("apps/v1", "ReplicaSet", "shop", "solo");
    String solo =
        "{'apiVersion':'apps/v1','kind':'ReplicaSet','metadata':{'name':'solo','namespace':'shop',"
            + "'uid':'solo'},'spec':{'replicas':1},'status':{'replicas':1%s}}";
    Scene scene =
        new Scene().at(0, solo.formatted("")).at(3, solo.formatted(",'availableReplicas':1"));
    scene.await(ref);
    assertEquals(3, scene.second());
  }

  @Test
  void nothingToWaitForIsReadyAtOnce() {
    Scene scene = new Scene();
    scene.await();
    assertEquals(List.of(), scene.told());
  }

  private static List<String> told(Scene scene, int from, int to) {
    return scene.told().subList(from, to);
  }

  private static ObjectRef deployment(String name) {
    return new ObjectRef("apps/v1", "Deployment", "shop", name);
  }

  private static String web(String status) {
    return """
        {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'web','namespace':'shop',
         'uid':'web','generation':1,'annotations':{'deployment.kubernetes.io/revision':'2'}},
         'spec':{'replicas':2},'status':{'observedGeneration':1,%s}}
        """
        .formatted(status);
  }

  private static String replicaSet(String revision) {
    return """
        {'apiVersion':'apps/v1','kind':'ReplicaSet','metadata':{'name':'web-%1$s','namespace':'shop',
         'uid':'web-%1$s','annotations':{'deployment.kubernetes.io/revision':'%1$s'},
         'ownerReferences':[{'uid':'web'}]}}
        """
        .formatted(revision);
  }

  private static String pod(String state, int restarts, String revision) {
    return """
        {'apiVersion':'v1','kind':'Pod','metadata':{'name':'web-%3$s-x','namespace':'shop',
         'uid':'pod-%3$s','ownerReferences':[{'uid':'web-%3$s'}]},
         'spec':{'restartPolicy':'Always','containers':[{'name':'app','image':'r/a:1'}]},
         'status':{'phase':'Running','containerStatuses':[{'name':'app','restartCount':%2$d,
          'started':true,'ready':true,'state':{%1$s},
          'lastState':{'terminated':{'exitCode':3,'reason':'Error'}}}]}}
        """
        .formatted(state, restarts, revision);
  }

  private static final String EVENT =
      """
      {'apiVersion':'v1','kind':'Event','metadata':{'name':'e','namespace':'shop'},'type':'Warning',
       'reason':'BackOff','message':'Back-off restarting','involvedObject':{'name':'web-2-x'}}
      """;
}
