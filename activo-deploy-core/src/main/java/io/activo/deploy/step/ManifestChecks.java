package io.activo.deploy.step;

import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.lint.Acceptance;
import io.activo.deploy.kubernetes.lint.CrossChecks;
import io.activo.deploy.kubernetes.lint.Home;
import io.activo.deploy.kubernetes.lint.Judgement;
import io.activo.deploy.kubernetes.lint.KnownObjects;
import io.activo.deploy.kubernetes.lint.OwnImages;
import io.activo.deploy.kubernetes.lint.Rule;
import io.activo.deploy.kubernetes.lint.Surroundings;
import io.activo.deploy.kubernetes.schema.SchemaRule;
import io.activo.deploy.kubernetes.schema.Schemas;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the objects of a deploy are checked.
 *
 * @param version the version of Kubernetes that is meant; the cluster's, or the newest known, when
 *     empty
 * @param accepted findings that are meant
 * @param images the images that are our own
 * @param home the namespace that the description names, if it does
 */
public record ManifestChecks(
    Optional<KubernetesVersion> version,
    List<Acceptance> accepted,
    OwnImages images,
    Optional<Home> home) {
  private static final String DEFINITION = "CustomResourceDefinition";

  /** Of these more is found where a cluster is asked. */
  private static final Set<String> ASKING =
      Stream.of(Rule.MISSING_REFERENCE, Rule.MISSING_KEY, Rule.HPA_TARGET, Rule.INGRESS_SERVICE)
          .map(Rule::key)
          .collect(Collectors.toSet());

  public ManifestChecks {
    accepted = List.copyOf(accepted);
  }

  /** The names of all rules, by which findings are accepted. */
  public static List<String> rules() {
    return Stream.concat(Stream.of(SchemaRule.values()).map(SchemaRule::id), Rule.keys().stream())
        .toList();
  }

  /** The version whose schemas are used where no cluster is asked. */
  public KubernetesVersion offlineVersion() {
    List<KubernetesVersion> known = Schemas.known();
    return Schemas.of(version.orElse(known.get(known.size() - 1))).version();
  }

  /** What is found without asking anybody. */
  public Judgement offline(List<Manifest> manifests) {
    return judged(found(manifests, Schemas.of(offlineVersion()), KnownObjects.none()));
  }

  /** As {@link #offline}, of objects to which others belong that could not be read. */
  public Judgement eachAlone(List<Manifest> manifests) {
    return judged(byTheirSchemas(manifests, Schemas.of(offlineVersion())));
  }

  private Judgement judged(List<Finding> findings) {
    return Judgement.of(findings.stream().map(this::asFarAsIsKnown).toList(), accepted);
  }

  /** Where no version is named, the cluster may be older than the newest that is known here. */
  private Finding asFarAsIsKnown(Finding finding) {
    ObjectRef ref = finding.object();
    boolean open =
        version.isEmpty()
            && finding.rule().equals(SchemaRule.REMOVED_API.id())
            && Schemas.known().stream()
                .anyMatch(known -> Schemas.of(known).knows(ref.apiVersion(), ref.kind()));
    return open
        ? new Finding(
            finding.rule(), Finding.Severity.WARNING, ref, finding.field(), finding.problem())
        : finding;
  }

  /** Acceptances that accept nothing, but for those of what only a cluster can tell. */
  public Stream<Problem> idleOffline(Judgement offline) {
    Set<Place> asking =
        accepted.stream()
            .filter(one -> ASKING.contains(one.rule()))
            .map(Acceptance::where)
            .collect(Collectors.toSet());
    return offline.idle().stream().filter(problem -> !asking.contains(problem.where()));
  }

  /** What is found with what a cluster knows: its version, its definitions and its objects. */
  public Judgement online(List<Manifest> manifests, Cluster cluster) {
    Schemas schemas = Schemas.of(version.or(cluster::version).orElseGet(this::offlineVersion));
    return Judgement.of(
        found(manifests, schemas.with(definitions(manifests, cluster)), KnownObjects.in(cluster)),
        accepted);
  }

  private List<Finding> found(List<Manifest> manifests, Schemas known, KnownObjects objects) {
    List<Finding> findings = byTheirSchemas(manifests, known);
    findings.addAll(CrossChecks.of(manifests, new Surroundings(objects, images, home)));
    return findings;
  }

  private static List<Finding> byTheirSchemas(List<Manifest> manifests, Schemas known) {
    Schemas schemas =
        known.with(
            manifests.stream()
                .filter(manifest -> manifest.ref().kind().equals(DEFINITION))
                .map(Manifest::content)
                .toList());
    List<Finding> findings = new ArrayList<>();
    manifests.forEach(manifest -> findings.addAll(schemas.check(manifest)));
    return findings;
  }

  /** The definitions in the cluster of those kinds that are not Kubernetes' own. */
  private static List<Map<String, Object>> definitions(List<Manifest> manifests, Cluster cluster) {
    return manifests.stream()
        .map(Manifest::ref)
        .filter(ref -> BuiltInKinds.find(ref.apiVersion(), ref.kind()).isEmpty())
        .map(ref -> new ObjectRef(ref.apiVersion(), ref.kind(), "", ""))
        .distinct()
        .flatMap(kind -> definition(kind, cluster).stream())
        .toList();
  }

  /** Not every account may read definitions, and the kind may come with this deploy. */
  private static Optional<Map<String, Object>> definition(ObjectRef kind, Cluster cluster) {
    try {
      String plural = cluster.kind(kind.apiVersion(), kind.kind()).plural();
      return cluster
          .get(
              new ObjectRef("apiextensions.k8s.io/v1", DEFINITION, "", plural + "." + kind.group()))
          .map(live -> live.content());
    } catch (DeployException e) {
      return Optional.empty();
    }
  }

  /** A finding as a problem that names its rule, by which it can be accepted. */
  public static Problem told(Finding finding) {
    Problem problem = finding.problem();
    return new Problem(
        problem.what() + " [" + finding.rule() + "]",
        problem.where(),
        problem.fix(),
        problem.detail());
  }
}
