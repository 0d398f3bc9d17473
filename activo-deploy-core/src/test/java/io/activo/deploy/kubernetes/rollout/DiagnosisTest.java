package io.activo.deploy.kubernetes.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.LiveObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
  private static final String CRASHED =
      "'state':{'terminated':{'exitCode':3,'reason':'Error','startedAt':'2026-01-01T00:00:05Z'}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Always    | containerStatuses     | 0 | container app in pod p exits with code 0 though it should keep running
          Always    | initContainerStatuses | 0 |
          OnFailure | containerStatuses     | 0 |
          Always    | initContainerStatuses | 1 | container app in pod p exits with code 1
          Never     | containerStatuses     | 1 | container app in pod p exits with code 1
          """)
  void aGoodEndIsTroubleOnlyWhereTheContainerShouldKeepRunning(
      String policy, String statuses, int code, String expected) {
    String state = "'state':{'terminated':{'exitCode':%d}}".formatted(code);
    assertEquals(
        expected == null ? List.of() : List.of(expected),
        find(policy, statuses, 0, state).stream().map(Finding::text).toList());
  }

  @ParameterizedTest
  @CsvSource({"Always,2,false", "Always,3,true", "OnFailure,9,false"})
  void theFourthCrashDoomsUnlessAJobDecides(String policy, int restarts, boolean doomed) {
    Finding found = find(policy, "containerStatuses", restarts, CRASHED).get(0);
    assertEquals(Cause.CRASH, found.cause());
    assertEquals(doomed ? Duration.ZERO : Finding.FOREVER, found.patience());
  }

  @ParameterizedTest
  @CsvSource({
    "liveness,00:00:07,PROBE_LIVENESS",
    "startup,00:00:07,PROBE_STARTUP",
    "liveness,00:00:02,CRASH"
  })
  void aRunThatAProbeEndedIsTheProbesTrouble(String probe, String killed, Cause expected) {
    Event killing =
        new Event(
            Scene.object(
                """
                {'reason':'Killing','message':'Container app failed %s probe, will be restarted',
                 'lastTimestamp':'2026-01-01T%sZ','involvedObject':{'fieldPath':'spec.containers{app}'}}
                """
                    .formatted(probe, killed)));
    List<Finding> found = find("Always", "containerStatuses", 1, CRASHED, killing);
    assertEquals(List.of(expected), found.stream().map(Finding::cause).toList());
  }

  @Test
  void podsOfStatefulSetsAndDaemonSetsAreTakenByRevision() {
    LiveObject stateful =
        Scene.object(
            "{'kind':'StatefulSet','metadata':{'uid':'u'},'status':{'updateRevision':'new'}}");
    LiveObject daemon =
        Scene.object(
            "{'kind':'DaemonSet','metadata':{'uid':'u','annotations':"
                + "{'deprecated.daemonset.template.generation':'new'}}}");
    Scene cluster = new Scene().at(0, labelled("old"), labelled("new"));
    for (LiveObject set : List.of(stateful, daemon)) {
      List<String> names =
          Pods.of(set, cluster).list().stream().map(pod -> pod.ref().name()).toList();
      assertEquals(List.of("new"), names, set.ref().kind());
    }
  }

  @Test
  void podsThatEndedOrAreBeingRemovedDoNotSpeakForAWorkload() {
    LiveObject set = Scene.object("{'kind':'ReplicaSet','metadata':{'uid':'u'}}");
    String removed = labelled("removed").replace("'name'", "'deletionTimestamp':'t','name'");
    String evicted = labelled("evicted").replace("'Running'", "'Failed'");
    Scene cluster = new Scene().at(0, removed, evicted, labelled("present"));
    List<String> names =
        Pods.of(set, cluster).list().stream().map(pod -> pod.ref().name()).toList();
    assertEquals(List.of("present"), names);
  }

  private static String labelled(String revision) {
    return """
        {'kind':'Pod','metadata':{'name':'%1$s','ownerReferences':[{'uid':'u'}],'labels':
         {'controller-revision-hash':'%1$s','pod-template-generation':'%1$s'}},
         'status':{'phase':'Running'}}
        """
        .formatted(revision);
  }

  private static List<Finding> find(
      String policy, String statuses, int restarts, String state, Event... events) {
    LiveObject pod =
        Scene.object(
            """
            {'metadata':{'name':'p'},'spec':{'restartPolicy':'%s'},
             'status':{'%s':[{'name':'app','restartCount':%d,%s}]}}
            """
                .formatted(policy, statuses, restarts, state));
    return new PodDiagnosis(pod, List.of(events)).find();
  }
}
