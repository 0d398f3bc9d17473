package io.activo.deploy.step;

import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.ResourceKind;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.rehearsal.RehearsalCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rehearsed cluster whose namespaces may not be looked at, and which warns at every apply. */
record GuardedCluster(RehearsalCluster within, List<String> warnings) implements Cluster {

  @Override
  public Optional<LiveObject> get(ObjectRef ref) {
    if (ref.kind().equals("Namespace")) {
      throw new Forbidden(Problem.of("user 'ci' may not get namespaces", "bind the user"));
    }
    return within.get(ref);
  }

  @Override
  public ApplyAnswer apply(Manifest manifest, ApplyMode mode) {
    ApplyAnswer answer = within.apply(manifest, mode);
    return answer instanceof ApplyAnswer.Accepted accepted
        ? new ApplyAnswer.Accepted(
            accepted.object(), accepted.created(), accepted.afterLoss(), warnings)
        : answer;
  }

  @Override
  public Optional<KubernetesVersion> version() {
    return within.version();
  }

  @Override
  public boolean delete(ObjectRef ref, String uid) {
    return within.delete(ref, uid);
  }

  @Override
  public LiveObject replaceManagers(LiveObject live, List<Object> managedFields) {
    return within.replaceManagers(live, managedFields);
  }

  @Override
  public String describe() {
    return within.describe();
  }

  @Override
  public ResourceKind kind(String apiVersion, String kind) {
    return within.kind(apiVersion, kind);
  }

  @Override
  public List<LiveObject> list(
      String apiVersion, String kind, String namespace, Map<String, String> labels) {
    return within.list(apiVersion, kind, namespace, labels);
  }

  @Override
  public List<String> log(
      String namespace, String pod, String container, boolean previous, int lines) {
    return within.log(namespace, pod, container, previous, lines);
  }

  @Override
  public void close() {
    within.close();
  }
}
