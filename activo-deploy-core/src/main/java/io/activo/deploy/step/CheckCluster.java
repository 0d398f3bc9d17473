package io.activo.deploy.step;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Definition;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.Diff;
import io.activo.deploy.kubernetes.diff.PlannedRelease;
import io.activo.deploy.kubernetes.lint.Judgement;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Masker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Sees before anything is changed that the cluster answers, knows every kind of the manifests, has
 * the namespaces that they go to, and would take every object as it is (a server-side dry run).
 *
 * @param target the cluster as the description names it
 * @param release what will be applied
 * @param ownership the rules by which it will be applied
 * @param checked the objects as the plan has checked them, to be checked by what the cluster knows;
 *     not at all where it is none
 * @param released the images whose digests are known by now
 * @param masker hides the secrets of the run
 */
public record CheckCluster(
    Supplier<Cluster> cluster,
    String target,
    PlannedRelease release,
    OwnershipRules ownership,
    Optional<CheckedManifests> checked,
    ReleasedImages released,
    Masker masker)
    implements Step {

  @Override
  public StepDescription describe() {
    return StepDescription.of("check", target + ": answers, knows the kinds, has the namespaces");
  }

  @Override
  public StepResult run(Progress progress) {
    Cluster reached = cluster.get();
    String description = reached.describe();
    progress.status(description);
    Problems problems = new Problems();
    checkKinds(reached, problems);
    namespaces().stream()
        .filter(name -> !isMade(name))
        .forEach(name -> problems.run(() -> checkNamespace(reached, name, progress)));
    checked.ifPresent(before -> check(before, reached, problems, progress));
    problems.throwIfAny();
    List<Problem> refusals = refusals(reached, progress);
    return refusals.isEmpty()
        ? new StepResult.Done(description + as(reached))
        : new StepResult.Failed(refusals);
  }

  /** What the plan has warned of already is not told again. */
  private void check(
      CheckedManifests before, Cluster reached, Problems problems, Progress progress) {
    if (!problems.isEmpty()) {
      return;
    }
    Judgement online = before.online(release.manifests(), reached);
    List<Finding> told = before.judgement().warnings();
    online.errors().forEach(finding -> problems.add(ManifestChecks.told(finding)));
    online.warnings().stream()
        .filter(finding -> !told.contains(finding))
        .forEach(finding -> progress.line("warning: " + ManifestChecks.told(finding)));
  }

  private static String as(Cluster reached) {
    return reached.identity().map(identity -> ", as " + identity.user()).orElse("");
  }

  private PlannedRelease pinned() {
    return new PlannedRelease(
        release.manifests().stream().map(released::pin).toList(),
        release.namespace(),
        release.newNamespaces(),
        release.unpinned());
  }

  /**
   * Why objects would be refused, and what the account may not apply; what else cannot be told now
   * shows when they are applied.
   */
  private List<Problem> refusals(Cluster reached, Progress progress) {
    Previews previews = new Previews(reached, ownership, masker);
    Diff diff = previews.pending(pinned(), progress);
    List<Problem> refusals = new ArrayList<>(diff.refusals());
    refusals.addAll(diff.missingRights(name -> isMade(name) && isToBeMade(reached, name)));
    if (refusals.isEmpty() && diff.unknown() > 0) {
      String objects = diff.unknown() == 1 ? "1 object" : diff.unknown() + " objects";
      progress.line("cannot tell of " + objects + " whether the cluster takes it");
    }
    return refusals;
  }

  /** A kind that a definition among the manifests brings is not known yet, and need not be. */
  private void checkKinds(Cluster reached, Problems problems) {
    List<Definition> brought = Definition.among(release.manifests());
    release.manifests().stream()
        .filter(one -> brought.stream().noneMatch(definition -> definition.defines(one.ref())))
        .forEach(manifest -> problems.collect(() -> kind(reached, manifest)));
  }

  private static Object kind(Cluster reached, Manifest manifest) {
    try {
      return reached.kind(manifest.ref().apiVersion(), manifest.ref().kind());
    } catch (DeployException e) {
      throw new DeployException(
          e.problems().stream().map(problem -> at(problem, manifest)).toList());
    }
  }

  private static Problem at(Problem problem, Manifest manifest) {
    return new Problem(problem.what(), manifest.place(), problem.fix(), problem.detail());
  }

  /** Who may apply within a namespace often may not look at the namespace itself. */
  private void checkNamespace(Cluster reached, String name, Progress progress) {
    try {
      if (reached.get(new ObjectRef("v1", "Namespace", "", name)).isEmpty()) {
        throw new DeployException(
            Problem.of(
                "there is no namespace '" + name + "'",
                Place.of(target),
                name.equals(release.namespace())
                    ? "make it, or set kubernetes.create-namespace: true"
                    : "make it, or add its manifest"));
      }
    } catch (Forbidden e) {
      String why = e.problems().get(0).what();
      progress.line("cannot tell whether there is a namespace '" + name + "': " + why);
    }
  }

  /** {@link EnsureNamespace} leaves alone what it may not look at; a manifest is applied anyway. */
  private boolean isToBeMade(Cluster reached, String namespace) {
    try {
      return reached.get(new ObjectRef("v1", "Namespace", "", namespace)).isEmpty();
    } catch (Forbidden e) {
      return isWritten(namespace);
    }
  }

  private Set<String> namespaces() {
    Set<String> names = new TreeSet<>();
    release.manifests().forEach(manifest -> names.add(manifest.ref().namespace()));
    names.remove("");
    return names;
  }

  /** Whether the namespace is made by this deploy. */
  private boolean isMade(String name) {
    return release.newNamespaces().contains(name) || isWritten(name);
  }

  private boolean isWritten(String name) {
    return release.manifests().stream()
        .anyMatch(
            manifest ->
                manifest.ref().kind().equals("Namespace") && manifest.ref().name().equals(name));
  }
}
