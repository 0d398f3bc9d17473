package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The objects of a cluster, each asked for once. */
final class ClusterObjects implements KnownObjects {
  private final Cluster cluster;
  private final Map<ObjectRef, Existence> known = new ConcurrentHashMap<>();
  private volatile boolean silent;

  ClusterObjects(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Existence exists(ObjectRef ref) {
    return known.computeIfAbsent(ref, this::ask);
  }

  private Existence ask(ObjectRef ref) {
    if (silent || !canBeAskedFor(ref)) {
      return Existence.UNKNOWN;
    }
    try {
      return cluster.get(ref).isPresent() ? Existence.YES : Existence.NO;
    } catch (Forbidden e) {
      return Existence.UNKNOWN;
    } catch (DeployException e) {
      // Every cluster serves these kinds: it is the cluster that fails, not the question.
      silent = BuiltInKinds.find(ref.apiVersion(), ref.kind()).isPresent();
      return Existence.UNKNOWN;
    }
  }

  /** Of a name that no object can have there is no answer, and that says nothing of the cluster. */
  private static boolean canBeAskedFor(ObjectRef ref) {
    boolean namespaced = BuiltInKinds.namespaced(ref.apiVersion(), ref.kind()).orElse(false);
    boolean placed = ref.namespace().isEmpty() ? !namespaced : isName(ref.namespace());
    return placed && isName(ref.name());
  }

  /** What Kubernetes 1.34 takes for a segment of a path (path.IsValidPathSegmentName). */
  private static boolean isName(String text) {
    return !text.isEmpty()
        && !text.equals(".")
        && !text.equals("..")
        && text.chars().noneMatch(c -> c == '/' || c == '%');
  }
}
