package io.activo.deploy.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A Kubernetes cluster: the port behind which the Kubernetes client stands. Every method throws
 * {@link io.activo.deploy.problem.DeployException} when the cluster does not answer or refuses,
 * with what it said; {@link Forbidden} when it refuses for want of a right.
 */
public interface Cluster extends AutoCloseable {

  /** The name under which we own fields (server-side apply). */
  String FIELD_MANAGER = "activo-deploy";

  /**
   * A real cluster. Reads the configuration; the first call contacts the cluster.
   *
   * @param environment the variables that may name a kubeconfig or a service account
   * @throws io.activo.deploy.problem.DeployException if the configuration is absent or wrong
   */
  static Cluster connect(ClusterAccess access, Map<String, String> environment) {
    return KubernetesCluster.connect(access, environment);
  }

  /**
   * Begins to load what a connection needs, in a thread of its own: it is most of a second's work,
   * and can be done while a plan is made. Contacts nobody.
   */
  static void warmUp() {
    ClusterConnection.warmUp();
  }

  /** Which cluster answers, and as whom: {@code https://10.0.0.1 (v1.34.4), context staging}. */
  String describe();

  /**
   * Gets the credentials ready, for which a credential plugin may take half a minute; contacts no
   * API server. The first call does it otherwise.
   */
  default void prepare() {}

  /**
   * Gets the credentials ready and opens a connection, ahead of the first call. It is an attempt:
   * what fails is told by the first call.
   */
  default void preconnect() {}

  /**
   * How the cluster serves a kind; a kind that it does not know is refused with the nearest one.
   */
  ResourceKind kind(String apiVersion, String kind);

  /** How many threads at most should call at once. */
  default int concurrency() {
    return 1;
  }

  /**
   * Applies one object by server-side apply, as {@link #FIELD_MANAGER}, with {@code
   * fieldValidation=Strict}. The manifest's namespace is filled in already. May be called by
   * several threads. A CustomResourceDefinition is applied only when it is established.
   *
   * @throws NoNamespace if the manifest's namespace is not there
   * @throws NoDryRun if a webhook allows no dry run, where the mode is one
   */
  ApplyAnswer apply(Manifest manifest, ApplyMode mode);

  /** Who we are to the cluster; empty when it does not say. */
  default Optional<Identity> identity() {
    return Optional.empty();
  }

  /** The version that the cluster runs; empty when it does not say. */
  Optional<KubernetesVersion> version();

  /**
   * Deletes an object, and what it owns (foreground).
   *
   * @param uid the one that is meant; another of the same name stays
   * @return whether it was there
   * @throws Outdated if another one is there
   */
  boolean delete(ObjectRef ref, String uid);

  /**
   * Replaces who owns which fields of an object: its {@code metadata.managedFields}, with nothing
   * else changed.
   *
   * @param live the object as it was read
   * @return the object with its new version
   * @throws Outdated if it has changed since
   */
  LiveObject replaceManagers(LiveObject live, List<Object> managedFields);

  /** The object as it lives, if it does. */
  Optional<LiveObject> get(ObjectRef ref);

  /** The objects of a kind in a namespace that carry all the labels. */
  List<LiveObject> list(
      String apiVersion, String kind, String namespace, Map<String, String> labels);

  /**
   * Shows the objects of a kind in a namespace one after the other, holding few of them at a time.
   *
   * @param visitor says whether it wants to see more
   */
  default void visit(
      String apiVersion, String kind, String namespace, Predicate<LiveObject> visitor) {
    for (LiveObject object : list(apiVersion, kind, namespace, Map.of())) {
      if (!visitor.test(object)) {
        return;
      }
    }
  }

  /**
   * The last lines of a container's log; empty when there is none.
   *
   * @param previous the log of the run before the present one
   */
  List<String> log(String namespace, String pod, String container, boolean previous, int lines);

  @Override
  void close();
}
