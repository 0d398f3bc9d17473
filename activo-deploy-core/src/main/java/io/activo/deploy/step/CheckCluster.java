package io.activo.deploy.step;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Sees before anything is changed that the cluster answers, knows every kind of the manifests and
 * has the namespaces that they go to.
 *
 * @param target the cluster as the description names it
 * @param namespace where manifests without a namespace go
 * @param createsNamespace whether that namespace is made when it is missing
 */
public record CheckCluster(
    Supplier<Cluster> cluster,
    String target,
    List<Manifest> manifests,
    String namespace,
    boolean createsNamespace)
    implements Step {
  public CheckCluster {
    manifests = List.copyOf(manifests);
  }

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
    problems.throwIfAny();
    return new StepResult.Done(description);
  }

  /** A kind that a definition among the manifests brings is not known yet, and need not be. */
  private void checkKinds(Cluster reached, Problems problems) {
    manifests.stream()
        .filter(manifest -> !Definitions.in(manifests).define(manifest.ref()))
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
                name.equals(namespace)
                    ? "make it, or set kubernetes.create-namespace: true"
                    : "make it, or add its manifest"));
      }
    } catch (Forbidden e) {
      String why = e.problems().get(0).what();
      progress.line("cannot tell whether there is a namespace '" + name + "': " + why);
    }
  }

  private Set<String> namespaces() {
    Set<String> names = new TreeSet<>();
    manifests.forEach(manifest -> names.add(manifest.ref().namespace()));
    names.remove("");
    return names;
  }

  /** Whether the namespace is made by this deploy. */
  private boolean isMade(String name) {
    if (createsNamespace && name.equals(namespace)) {
      return true;
    }
    return manifests.stream()
        .anyMatch(
            manifest ->
                manifest.ref().kind().equals("Namespace") && manifest.ref().name().equals(name));
  }
}
