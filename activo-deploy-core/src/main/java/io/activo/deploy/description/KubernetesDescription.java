package io.activo.deploy.description;

import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.Place;
import io.activo.deploy.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is applied, and where.
 *
 * @param cluster the cluster, and where the description names it
 * @param namespace where objects without a namespace go; the context's when empty
 * @param newNamespace the labels of the namespace that is made when missing; empty: never made
 * @param manifests files, folders and patterns, relative to the description
 * @param changes what is made beside them, and changed in them
 * @param ownership what is done about fields of others, and what may be made anew
 * @param checks how the manifests are checked
 * @param timeout how long the rollout may take
 * @param at where the section begins
 */
public record KubernetesDescription(
    Target cluster,
    Optional<Text> namespace,
    Optional<Map<String, String>> newNamespace,
    List<ManifestEntry> manifests,
    ObjectChanges changes,
    Ownership ownership,
    Checks checks,
    Duration timeout,
    Place.InText at) {

  /** How long a rollout may take where nothing is said. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

  /**
   * What is done about fields of others, and what may be made anew.
   *
   * @param rules what it comes to
   * @param conflicts each rule as it is written: {@code Deployment/web/spec.replicas}
   * @param recreate the kinds as they are written
   */
  public record Ownership(OwnershipRules rules, List<Text> conflicts, List<Text> recreate) {
    public Ownership {
      conflicts = List.copyOf(conflicts);
      recreate = List.copyOf(recreate);
    }
  }

  /**
   * How manifests are checked.
   *
   * @param version the version of Kubernetes that is meant; asked of the cluster when empty
   * @param accept findings that are meant
   */
  public record Checks(Optional<KubernetesVersion> version, List<Text> accept) {
    public Checks {
      accept = List.copyOf(accept);
    }
  }

  /** The cluster that is meant. */
  public sealed interface Target {
    /** What must not be shown of it. */
    List<Secret> secrets();

    /** None: every port is rehearsed. */
    record Rehearsal() implements Target {
      @Override
      public List<Secret> secrets() {
        return List.of();
      }
    }

    /**
     * A real one.
     *
     * @param server the address that the context must lead to, where the description says so
     */
    record Real(ClusterAccess access, Optional<Text> server) implements Target {
      /** One of which nothing more is said. */
      public Real(ClusterAccess access) {
        this(access, Optional.empty());
      }

      @Override
      public List<Secret> secrets() {
        return access.secrets();
      }
    }
  }
}
