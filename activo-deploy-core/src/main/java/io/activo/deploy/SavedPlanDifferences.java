package io.activo.deploy;

import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.LiveState;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names what differs between a saved plan and one that is made now. */
final class SavedPlanDifferences {
  private static final String AGAIN = "look at the new plan, and save it again";

  private final SavedPlan saved;
  private final SavedPlan now;
  private final List<Problem> found = new ArrayList<>();

  SavedPlanDifferences(SavedPlan saved, SavedPlan now) {
    this.saved = saved;
    this.now = now;
  }

  List<Problem> list() {
    compare("application", saved.subject().app(), now.subject().app());
    compare("environment", saved.subject().environment(), now.subject().environment());
    compare("revision", revision(saved), revision(now));
    compare("version of activo-deploy", saved.making().version(), now.making().version());
    values("", saved.target(), now.target());
    values("image ", saved.making().images(), now.making().images());
    steps();
    manifests();
    saved.live().forEach(this::live);
    return found;
  }

  private static String revision(SavedPlan plan) {
    return plan.subject().revision().orElse("none");
  }

  private void compare(String name, String before, String after) {
    if (!before.equals(after)) {
      add("the " + name + " differs: " + before + " in the saved plan, " + after + " now", AGAIN);
    }
  }

  private void values(String kind, Map<String, String> before, Map<String, String> after) {
    for (String name : all(before, after)) {
      compare(kind + name, before.getOrDefault(name, "none"), after.getOrDefault(name, "none"));
    }
  }

  private void steps() {
    if (saved.steps().size() != now.steps().size()) {
      add(
          "the saved plan has " + saved.steps().size() + " steps, this one " + now.steps().size(),
          AGAIN);
      return;
    }
    for (int i = 0; i < now.steps().size(); i++) {
      if (!saved.steps().get(i).equals(now.steps().get(i))) {
        String verb = now.steps().get(i).verb();
        add("step " + (i + 1) + " (" + verb + ") differs from the saved plan", AGAIN);
      }
    }
  }

  private void manifests() {
    for (ObjectRef ref : all(saved.manifests(), now.manifests())) {
      Optional<String> before = Optional.ofNullable(saved.manifests().get(ref));
      Optional<String> after = Optional.ofNullable(now.manifests().get(ref));
      if (before.isEmpty()) {
        add(named(ref) + " is not in the saved plan", AGAIN);
      } else if (after.isEmpty()) {
        add(named(ref) + " is in the saved plan alone", AGAIN);
      } else if (!before.equals(after)) {
        add(named(ref) + " differs from the saved plan", AGAIN);
      }
    }
  }

  /** What the saved plan did not know it cannot demand. */
  private void live(ObjectRef ref, LiveState before) {
    LiveState after = now.live().getOrDefault(ref, new LiveState.Unknown());
    if (before instanceof LiveState.Unknown || before.equals(after)) {
      return;
    }
    if (after instanceof LiveState.Unknown) {
      add(
          "the cluster does not tell whether " + named(ref) + " is as it was",
          "see why it does not answer, and try again");
    } else if (before instanceof LiveState.Absent) {
      add(named(ref) + " has been created in the cluster since", AGAIN);
    } else if (after instanceof LiveState.Absent) {
      add(named(ref) + " has been deleted in the cluster since", AGAIN);
    } else {
      changed(ref, (LiveState.Present) before, (LiveState.Present) after);
    }
  }

  /** The generation alone tells nothing: it counts what an autoscaler sets as well. */
  private void changed(ObjectRef ref, LiveState.Present before, LiveState.Present after) {
    if (!before.uid().equals(after.uid())) {
      add(named(ref) + " has been deleted and created anew in the cluster since", AGAIN);
    } else if (!before.digest().equals(after.digest())) {
      String counted =
          before.generation() == after.generation()
              ? ""
              : " (generation " + before.generation() + ", now " + after.generation() + ")";
      add(named(ref) + " has changed in the cluster since" + counted, AGAIN);
    }
  }

  private static String named(ObjectRef ref) {
    return ref + (ref.namespace().isEmpty() ? "" : " in namespace " + ref.namespace());
  }

  private static <K> Set<K> all(Map<K, ?> one, Map<K, ?> other) {
    Set<K> all = new LinkedHashSet<>(one.keySet());
    all.addAll(other.keySet());
    return all;
  }

  private void add(String what, String fix) {
    found.add(Problem.of(what, fix));
  }
}
