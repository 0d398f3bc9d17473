package io.activo.deploy.step;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.lint.Acceptance;
import io.activo.deploy.kubernetes.lint.Home;
import io.activo.deploy.kubernetes.lint.Judgement;
import io.activo.deploy.kubernetes.lint.OwnImages;
import io.activo.deploy.kubernetes.lint.Rule;
import io.activo.deploy.kubernetes.schema.SchemaRule;
import io.activo.deploy.kubernetes.schema.Schemas;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;
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
  public CheckedManifests offline(List<Manifest> manifests) {
    return CheckedManifests.all(manifests, this);
  }

  /** As {@link #offline}, of objects to which others belong that could not be read. */
  public CheckedManifests eachAlone(List<Manifest> manifests) {
    return CheckedManifests.eachAlone(manifests, this);
  }

  /** Where no version is named, the cluster may be older than the newest that is known here. */
  Finding asFarAsIsKnown(Finding finding) {
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
