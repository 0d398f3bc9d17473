package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyAnswer.Conflicted;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Outdated;
import io.activo.deploy.kubernetes.disclosure.ShownValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sends one object, again where the rules settle the conflicts that it met. */
final class Settlement {
  private static final int ROUNDS = 4;

  private final Cluster cluster;
  private final Manifest manifest;
  private final boolean dryRun;
  private final ShownValues shown;
  private final Function<Optional<LiveObject>, Choices> rules;
  private final List<String> remarks = new ArrayList<>();
  private Optional<LiveObject> live;
  private Choices choices;

  /**
   * How it is sent.
   *
   * @param dryRun whether nothing is written
   * @param shown how values are told
   */
  record Terms(boolean dryRun, ShownValues shown) {}

  /**
   * A settlement for one object.
   *
   * @param live as it is before
   * @param rules what they say of the object as it lives
   */
  Settlement(
      Cluster cluster,
      Manifest manifest,
      Optional<LiveObject> live,
      Terms terms,
      Function<Optional<LiveObject>, Choices> rules) {
    this.cluster = cluster;
    this.manifest = manifest;
    this.live = live;
    this.dryRun = terms.dryRun();
    this.shown = terms.shown();
    this.rules = rules;
    this.choices = rules.apply(live);
  }

  /** What the cluster says at last; conflicts that the rules do not settle with the choices. */
  ApplyAnswer send() {
    Manifest sent = sent();
    boolean force = false;
    for (int round = 1; ; round++) {
      ApplyAnswer answer = cluster.apply(sent, new ApplyMode(force, dryRun));
      if (!(answer instanceof Conflicted conflicted)) {
        return answer;
      }
      lookAgain(conflicted);
      Conflicts conflicts = new Conflicts(sent, live, choices, conflicted.conflicts());
      if (conflicts.fail()) {
        return new Conflicted(conflicted.conflicts(), conflicts.problem(shown));
      }
      if (round == ROUNDS) {
        return conflicted;
      }
      remarks.addAll(conflicts.remarks());
      sent = sent.with(Trimming.without(sent().content(), conflicts.left()));
      force = conflicts.take();
    }
  }

  /** Reads the object with which there is a conflict; one that may not be read stays unknown. */
  private void lookAgain(Conflicted conflicted) {
    try {
      live = cluster.get(manifest.ref());
    } catch (Forbidden e) {
      return;
    }
    choices = rules.apply(live);
    if (!dryRun && live.map(this::handOver).filter(HandOver::needed).isPresent()) {
      throw new Outdated(conflicted.problem());
    }
  }

  /** A dry run is not preceded by a hand-over, so it says itself that the number of pods stays. */
  private Manifest sent() {
    Manifest sent = choices.sent(manifest, live);
    boolean resets = dryRun && live.map(this::handOver).filter(HandOver::needed).isPresent();
    return resets && choices.scaled() ? Autoscaling.withReplicasOf(live, sent) : sent;
  }

  private HandOver handOver(LiveObject object) {
    return HandOver.of(object, manifest.content(), choices);
  }

  /** What was taken from whom. */
  List<String> remarks() {
    return remarks.stream().distinct().toList();
  }

  /** The object as it was read last. */
  Optional<LiveObject> live() {
    return live;
  }
}
