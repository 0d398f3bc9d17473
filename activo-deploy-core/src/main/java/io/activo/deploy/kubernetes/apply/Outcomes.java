package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.LikeProblems;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of the objects of a release so far, told as it comes. */
final class Outcomes {
  /** So many names stand in a problem; who has more objects than that reads the log. */
  private static final int NAMES = 20;

  private final List<Manifest> manifests;
  private final Progress progress;
  private final Map<ObjectRef, Applied> done = new HashMap<>();
  private final List<Outcome.Failed> failed = new ArrayList<>();

  /** What many objects have in common, such as the tool that they come from, is told once. */
  private final Set<String> warned = new HashSet<>();

  Outcomes(List<Manifest> manifests, Progress progress) {
    this.manifests = manifests;
    this.progress = progress;
  }

  void add(Outcome outcome) {
    if (outcome instanceof Outcome.Done one) {
      done.put(one.applied().ref(), one.applied());
      tell(one.applied());
    } else if (outcome instanceof Outcome.Failed one) {
      failed.add(one);
    }
  }

  /** What was deleted and made anew so far. */
  Set<ObjectRef> recreated() {
    return done.values().stream()
        .filter(one -> one.change() == Applied.Change.RECREATED)
        .map(Applied::ref)
        .collect(Collectors.toSet());
  }

  private void tell(Applied one) {
    List<String> warnings = one.warnings().stream().filter(warned::add).toList();
    if (one.change() != Applied.Change.UNCHANGED || !warnings.isEmpty()) {
      progress.line(line(one));
    }
    warnings.forEach(warning -> progress.line("warning: " + warning));
  }

  private static String line(Applied one) {
    return one.ref() + " " + AppliedAll.word(one.change());
  }

  /** All of them, in the order of the release. */
  AppliedAll applied() {
    throwIfFailed();
    return inOrder();
  }

  private AppliedAll inOrder() {
    return new AppliedAll(
        manifests.stream()
            .map(Manifest::ref)
            .filter(done::containsKey)
            .map(ref -> done.get(ref))
            .toList());
  }

  /**
   * Ends the work if any object failed, each reason once; the first problem also says what the
   * cluster has now, and what it has not.
   */
  void throwIfFailed() {
    if (failed.isEmpty()) {
      return;
    }
    List<Problem> all =
        new ArrayList<>(LikeProblems.once(problems()).stream().map(Outcomes::placed).toList());
    List<String> detail = new ArrayList<>(all.get(0).detail());
    detail.add("applied before: " + before());
    detail.add("not applied: " + names(notApplied()));
    all.set(0, all.get(0).withDetail(detail));
    throw new DeployException(all);
  }

  private List<LikeProblems.OfObject> problems() {
    return failed.stream().flatMap(Outcomes::problems).toList();
  }

  private static Stream<LikeProblems.OfObject> problems(Outcome.Failed one) {
    return one.problems().stream()
        .map(
            problem ->
                new LikeProblems.OfObject(one.manifest().ref(), one.manifest().place(), problem));
  }

  private static Problem placed(LikeProblems.OfObject one) {
    if (one.problem().where().equals(one.place())) {
      return one.problem();
    }
    List<String> detail = new ArrayList<>(one.problem().detail());
    detail.add("written in " + one.place());
    return one.problem().withDetail(detail);
  }

  private String before() {
    AppliedAll applied = inOrder();
    List<String> changed =
        applied.objects().stream()
            .filter(one -> one.change() != Applied.Change.UNCHANGED)
            .map(Outcomes::line)
            .toList();
    long same = applied.count(Applied.Change.UNCHANGED);
    if (changed.isEmpty() && same == 0) {
      return "nothing";
    }
    return Stream.of(names(changed), same == 0 ? "" : same + " unchanged")
        .filter(part -> !part.isEmpty())
        .reduce((one, other) -> one + ", " + other)
        .orElseThrow();
  }

  /** What failed comes first. */
  private List<String> notApplied() {
    List<ObjectRef> refs = new ArrayList<>(failed.stream().map(f -> f.manifest().ref()).toList());
    manifests.stream()
        .map(Manifest::ref)
        .filter(ref -> !done.containsKey(ref) && !refs.contains(ref))
        .forEach(refs::add);
    return refs.stream().map(ObjectRef::toString).toList();
  }

  private static String names(List<String> all) {
    String first = String.join(", ", all.subList(0, Math.min(NAMES, all.size())));
    return all.size() > NAMES ? first + " and " + (all.size() - NAMES) + " more" : first;
  }
}
