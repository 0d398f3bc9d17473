package io.activo.deploy.step;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Applies the manifests in order, by server-side apply, with every image that was pushed held to
 * its digest.
 *
 * @param manifests in the order in which they are applied
 * @param namespace where those without a namespace go, whose kind only the cluster knows
 */
public record ApplyManifests(
    Supplier<Cluster> cluster, List<Manifest> manifests, String namespace, ReleasedImages released)
    implements Step {
  public ApplyManifests {
    manifests = List.copyOf(manifests);
  }

  @Override
  public StepDescription describe() {
    return new StepDescription(
        "apply",
        manifests.size()
            + (manifests.size() == 1 ? " object" : " objects")
            + " to namespace "
            + namespace,
        manifests.stream().map(m -> m.ref() + "  (" + m.place() + ")").toList());
  }

  @Override
  public StepResult run(Progress progress) {
    List<Applied> applied = new ArrayList<>();
    for (Manifest manifest : manifests) {
      progress.status("applying " + manifest.ref());
      try {
        Applied one = cluster.get().apply(released.pin(placed(manifest)));
        applied.add(one);
        progress.line(one.ref() + " " + word(one.change()));
        one.warnings().forEach(warning -> progress.line("warning: " + warning));
      } catch (DeployException e) {
        return new StepResult.Failed(withState(e.problems(), applied, manifest));
      }
    }
    return new StepResult.Done(counted(applied));
  }

  private Manifest placed(Manifest manifest) {
    if (!manifest.ref().namespace().isEmpty()) {
      return manifest;
    }
    boolean namespaced =
        cluster.get().kind(manifest.ref().apiVersion(), manifest.ref().kind()).namespaced();
    return namespaced ? manifest.inNamespace(namespace) : manifest;
  }

  /** The first problem also says what the cluster has now, and what it has not. */
  private List<Problem> withState(List<Problem> problems, List<Applied> applied, Manifest failed) {
    List<Problem> all = new ArrayList<>(problems);
    List<String> detail = new ArrayList<>(problems.get(0).detail());
    List<String> done = applied.stream().map(one -> one.ref() + " " + word(one.change())).toList();
    List<String> rest =
        manifests.stream()
            .skip(manifests.indexOf(failed) + 1L)
            .map(manifest -> manifest.ref().toString())
            .toList();
    if (!problems.get(0).where().equals(failed.place())) {
      detail.add("written in " + failed.place());
    }
    detail.add("applied before: " + (done.isEmpty() ? "nothing" : String.join(", ", done)));
    detail.add(
        "not applied: "
            + String.join(
                ", ", Stream.concat(Stream.of(failed.ref().toString()), rest.stream()).toList()));
    all.set(0, problems.get(0).withDetail(detail));
    return all;
  }

  private static String counted(List<Applied> applied) {
    return Stream.of(Applied.Change.values())
        .filter(change -> change != Applied.Change.RECREATED || count(applied, change) > 0)
        .map(change -> count(applied, change) + " " + word(change))
        .collect(Collectors.joining(", "));
  }

  private static long count(List<Applied> applied, Applied.Change change) {
    return applied.stream().filter(one -> one.change() == change).count();
  }

  private static String word(Applied.Change change) {
    return change.name().toLowerCase(Locale.ROOT);
  }
}
