package io.activo.deploy.kubernetes.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                   | {'observedGeneration':1} | waiting: the change is not observed yet
          {'replicas':2}                                       | {'observedGeneration':2,'updatedReplicas':1,'replicas':2} | waiting: 1 of 2 updated
          {}                                                   | {'observedGeneration':2} | waiting: 0 of 1 updated
          {'replicas':2}                                       | {'observedGeneration':2,'updatedReplicas':2,'replicas':3} | waiting: 1 old to be stopped
          {'replicas':2}                                       | {'observedGeneration':2,'updatedReplicas':2,'replicas':2,'availableReplicas':1} | waiting: 1 of 2 available
          {'replicas':2}                                       | {'observedGeneration':3,'updatedReplicas':2,'replicas':2,'availableReplicas':2} | ready: 2 available
          {'replicas':0}                                       | {'observedGeneration':2} | ready: 0 available
          {}                                                   | {'observedGeneration':2,'conditions':[{'type':'Progressing','status':'False','reason':'ProgressDeadlineExceeded'}]} | failed: no progress within its progressDeadlineSeconds
          {}                                                   | {'observedGeneration':1,'conditions':[{'type':'Progressing','status':'False','reason':'ProgressDeadlineExceeded'}]} | waiting: the change is not observed yet
          """)
  void deploymentIsReadyWhenUpdatedAndAvailable(String spec, String status, String expected) {
    assertEquals(expected, judge("apps/v1", "Deployment", spec, status));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                   | {} | waiting: the change is not observed yet
          {'replicas':3}                                       | {'observedGeneration':2,'readyReplicas':2} | waiting: 2 of 3 ready
          {'replicas':3}                                       | {'observedGeneration':2,'readyReplicas':3,'updatedReplicas':1,'currentRevision':'a','updateRevision':'b'} | waiting: 1 of 3 updated
          {'replicas':3}                                       | {'observedGeneration':2,'readyReplicas':3,'currentRevision':'b','updateRevision':'b'} | ready: 3 ready
          {'replicas':3,'updateStrategy':{'rollingUpdate':{'partition':1}}} | {'observedGeneration':2,'readyReplicas':3,'updatedReplicas':1} | waiting: 1 of 2 updated
          {'replicas':3,'updateStrategy':{'rollingUpdate':{'partition':1}}} | {'observedGeneration':2,'readyReplicas':3,'updatedReplicas':2} | ready: 2 updated
          {'replicas':3,'updateStrategy':{'type':'OnDelete'}}  | {'observedGeneration':2,'readyReplicas':1} | ready: updated on delete
          """)
  void statefulSetHeedsPartitionAndUpdateOnDelete(String spec, String status, String expected) {
    assertEquals(expected, judge("apps/v1", "StatefulSet", spec, status));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DaemonSet  | {} | {'observedGeneration':2,'desiredNumberScheduled':2,'updatedNumberScheduled':1} | waiting: 1 of 2 updated
          DaemonSet  | {} | {'observedGeneration':2,'desiredNumberScheduled':2,'updatedNumberScheduled':2,'numberAvailable':1} | waiting: 1 of 2 available
          DaemonSet  | {} | {'observedGeneration':2} | ready: 0 available
          DaemonSet  | {} | {'observedGeneration':1} | waiting: the change is not observed yet
          ReplicaSet | {'replicas':2} | {'observedGeneration':2,'availableReplicas':1,'replicas':2} | waiting: 1 of 2 available
          ReplicaSet | {'replicas':2} | {'observedGeneration':2,'availableReplicas':2,'replicas':3} | waiting: 1 to be stopped
          ReplicaSet | {'replicas':2} | {'observedGeneration':2,'availableReplicas':2,'replicas':2} | ready: 2 available
          """)
  void otherSetsAreReadyWhenAllPodsAreAvailable(
      String kind, String spec, String status, String expected) {
    assertEquals(expected, judge("apps/v1", kind, spec, status));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          batch/v1 | Job | {} | {'active':1} | waiting: 0 of 1 completed
          batch/v1 | Job | {'completions':3} | {'succeeded':2} | waiting: 2 of 3 completed
          batch/v1 | Job | {} | {'conditions':[{'type':'Complete','status':'True'}]} | ready: complete
          batch/v1 | Job | {} | {'conditions':[{'type':'Failed','status':'True','reason':'BackoffLimitExceeded'}]} | failed: BackoffLimitExceeded
          batch/v1 | Job | {} | {'conditions':[{'type':'FailureTarget','status':'True'}]} | waiting: 0 of 1 completed
          batch/v1 | Job | {'suspend':true} | {} | ready: suspended
          v1 | Pod | {} | {'phase':'Running','conditions':[{'type':'Ready','status':'True'}]} | ready: ready
          v1 | Pod | {} | {'phase':'Running','conditions':[{'type':'Ready','status':'False'}]} | waiting: not ready, phase Running
          v1 | Pod | {} | {} | waiting: not ready, phase not known
          v1 | Pod | {} | {'phase':'Succeeded'} | ready: succeeded
          v1 | Pod | {} | {'phase':'Failed','reason':'Evicted'} | failed: Evicted
          v1 | PersistentVolumeClaim | {} | {'phase':'Pending'} | ready: exists
          v1 | ConfigMap | {} | {} | ready: exists
          example.com/v1 | Deployment | {} | {} | ready: exists
          """)
  void jobsAndPodsRunToTheirEndAndKindsWithoutRuleAreReady(
      String apiVersion, String kind, String spec, String status, String expected) {
    assertEquals(expected, judge(apiVersion, kind, spec, status));
  }

  private static String judge(String apiVersion, String kind, String spec, String status) {
    Readiness readiness =
        Readiness.judge(
            Scene.object(
                """
                {'apiVersion':'%s','kind':'%s','metadata':{'name':'x','generation':2},'spec':%s,'status':%s}
                """
                    .formatted(apiVersion, kind, spec, status)));
    String name = readiness.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return name + ": " + readiness.message();
  }
}
