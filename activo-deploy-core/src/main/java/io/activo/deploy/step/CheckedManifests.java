package io.activo.deploy.step;

import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Definition;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.lint.CrossChecks;
import io.activo.deploy.kubernetes.lint.Existence;
import io.activo.deploy.kubernetes.lint.Judgement;
import io.activo.deploy.kubernetes.lint.KnownObjects;
import io.activo.deploy.kubernetes.lint.Surroundings;
import io.activo.deploy.kubernetes.schema.Schemas;
import io.activo.deploy.problem.DeployException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The objects of a deploy as they were checked without asking anybody. What a cluster knows is
 * checked later, and only what it can tell otherwise: by the schemas if it has another version or
 * kinds of its own, among each other if an object is meant that is not among them.
 */
public final class CheckedManifests {
  private final ManifestChecks checks;
  private final List<Manifest> manifests;
  private final List<Finding> bySchemas;
  private final Optional<Across> across;

  /**
   * What checking the objects against each other has found.
   *
   * @param open whether a cluster may know better
   */
  private record Across(List<Finding> findings, boolean open) {}

  private CheckedManifests(
      ManifestChecks checks,
      List<Manifest> manifests,
      List<Finding> bySchemas,
      Optional<Across> across) {
    this.checks = checks;
    this.manifests = List.copyOf(manifests);
    this.bySchemas = bySchemas;
    this.across = across;
  }

  /** Checks all objects of a deploy: each for itself, and at the same time among each other. */
  static CheckedManifests all(List<Manifest> manifests, ManifestChecks checks) {
    CompletableFuture<Across> across =
        CompletableFuture.supplyAsync(() -> acrossOffline(manifests, checks));
    List<Finding> bySchemas = offlineBySchemas(manifests, checks);
    return new CheckedManifests(checks, manifests, bySchemas, Optional.of(done(across)));
  }

  /** A defect is told as if it had come here. */
  private static <T> T done(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException defect) {
        throw defect;
      }
      throw e;
    }
  }

  private static Across acrossOffline(List<Manifest> manifests, ManifestChecks checks) {
    AtomicBoolean asked = new AtomicBoolean();
    KnownObjects nobody =
        ref -> {
          asked.set(true);
          return Existence.UNKNOWN;
        };
    List<Finding> findings = across(manifests, checks, nobody);
    return new Across(findings, asked.get());
  }

  /** Checks each object for itself: others that belong to them could not be read. */
  static CheckedManifests eachAlone(List<Manifest> manifests, ManifestChecks checks) {
    return new CheckedManifests(
        checks, manifests, offlineBySchemas(manifests, checks), Optional.empty());
  }

  private static List<Finding> offlineBySchemas(List<Manifest> manifests, ManifestChecks checks) {
    return bySchemas(manifests, Schemas.of(checks.offlineVersion()));
  }

  /** How they are checked. */
  public ManifestChecks checks() {
    return checks;
  }

  /** What was found without asking anybody. */
  public Judgement judgement() {
    List<Finding> findings = new ArrayList<>(bySchemas);
    across.map(Across::findings).ifPresent(findings::addAll);
    return Judgement.of(findings.stream().map(checks::asFarAsIsKnown).toList(), checks.accepted());
  }

  /**
   * What is found with what a cluster knows: its version, its definitions and its objects.
   *
   * @param now the objects as they are to be applied; others than these are checked anew
   */
  public Judgement online(List<Manifest> now, Cluster cluster) {
    boolean same = now.equals(manifests);
    List<Finding> findings =
        new ArrayList<>(
            same && isOffline(version(cluster)) ? bySchemas : bySchemasOf(cluster, now));
    findings.addAll(
        across
            .filter(known -> same && !known.open())
            .map(Across::findings)
            .orElseGet(() -> across(now, checks, KnownObjects.in(cluster))));
    return Judgement.of(findings, checks.accepted());
  }

  private KubernetesVersion version(Cluster cluster) {
    return checks.version().or(cluster::version).orElseGet(checks::offlineVersion);
  }

  /** Whether the schemas of a version say what was said before. */
  private boolean isOffline(KubernetesVersion version) {
    return custom(manifests).findAny().isEmpty()
        && Schemas.of(version).version().equals(checks.offlineVersion());
  }

  private List<Finding> bySchemasOf(Cluster cluster, List<Manifest> now) {
    Schemas schemas = Schemas.of(version(cluster));
    return bySchemas(now, schemas.with(definitions(now, cluster)));
  }

  private static List<Finding> across(
      List<Manifest> manifests, ManifestChecks checks, KnownObjects objects) {
    return CrossChecks.of(manifests, new Surroundings(objects, checks.images(), checks.home()));
  }

  private static List<Finding> bySchemas(List<Manifest> manifests, Schemas known) {
    Schemas schemas =
        known.with(
            manifests.stream()
                .filter(manifest -> Definition.is(manifest.ref()))
                .map(Manifest::content)
                .toList());
    return manifests.parallelStream()
        .flatMap(manifest -> schemas.check(manifest).stream())
        .toList();
  }

  /** The definitions in the cluster of those kinds that are not Kubernetes' own. */
  private static List<Map<String, Object>> definitions(List<Manifest> manifests, Cluster cluster) {
    return custom(manifests).flatMap(kind -> definition(kind, cluster).stream()).toList();
  }

  private static Stream<ObjectRef> custom(List<Manifest> manifests) {
    return manifests.stream()
        .map(Manifest::ref)
        .filter(ref -> BuiltInKinds.find(ref.apiVersion(), ref.kind()).isEmpty())
        .map(ref -> new ObjectRef(ref.apiVersion(), ref.kind(), "", ""))
        .distinct();
  }

  /** Not every account may read definitions, and the kind may come with this deploy. */
  private static Optional<Map<String, Object>> definition(ObjectRef kind, Cluster cluster) {
    try {
      return cluster
          .get(Definition.of(cluster.kind(kind.apiVersion(), kind.kind())))
          .map(live -> live.content());
    } catch (DeployException e) {
      return Optional.empty();
    }
  }
}
