package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyAnswer.Accepted;
import io.activo.deploy.kubernetes.ApplyAnswer.Conflicted;
import io.activo.deploy.kubernetes.ApplyAnswer.Invalid;
import io.activo.deploy.kubernetes.Before;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Outdated;
import io.activo.deploy.kubernetes.disclosure.Disclosure;
import io.activo.deploy.kubernetes.rollout.Pause;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Applies one object after the other by the rules of who owns what. May be used by several threads.
 *
 * <p>What {@code kubectl apply} (client-side) or Helm applied is taken over without asking, with a
 * remark. What others wrote is theirs, also {@code kubectl create}, {@code edit}, {@code set},
 * {@code scale} and {@code apply --server-side}: somebody wanted it so by hand, or by another tool
 * that will come again; their fields are conflicts where the manifest has other values.
 */
public final class ObjectApply {
  private static final int ATTEMPTS = 5;
  private static final Set<Applied.Change> MADE =
      Set.of(Applied.Change.CREATED, Applied.Change.RECREATED);
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final Cluster cluster;
  private final OwnershipRules rules;
  private final Autoscaling autoscaling;
  private final Disclosure disclosure;
  private final Recreation recreation;
  private final Pause pause;

  /**
   * Applies to a cluster.
   *
   * @param release all objects that are applied together
   */
  public ObjectApply(Cluster cluster, OwnershipRules rules, List<Manifest> release) {
    this(cluster, rules, Autoscaling.in(release), Disclosure.ofUrls(), Pause.ofThread());
  }

  private ObjectApply(
      Cluster cluster,
      OwnershipRules rules,
      Autoscaling autoscaling,
      Disclosure disclosure,
      Pause pause) {
    this.cluster = cluster;
    this.rules = rules;
    this.autoscaling = autoscaling;
    this.disclosure = disclosure;
    this.recreation = new Recreation(cluster, pause);
    this.pause = pause;
  }

  /** The same, which tells values as a run may show them. */
  public ObjectApply showing(Disclosure shown) {
    return new ObjectApply(cluster, rules, autoscaling, shown, pause);
  }

  /**
   * What is sent for an object: without what others are to decide. That is, where the object lives,
   * the number of pods that an autoscaler of the release sets, and fields of other managers that
   * the rules leave to them. The {@code stringData} of a Secret is sent as {@code data}.
   */
  public Manifest sent(Manifest written, Optional<LiveObject> live) {
    Manifest manifest = SecretData.in(written);
    return choices(manifest, live).sent(manifest, live);
  }

  /**
   * Whether applying changes who owns fields of the object, even where every value is as it shall
   * be: it is taken over from another tool, or its number of pods is given up to an autoscaler.
   */
  public boolean changesOwners(Manifest manifest, LiveObject live) {
    return handOver(SecretData.in(manifest), live).needed();
  }

  private Choices choices(Manifest manifest, Optional<LiveObject> live) {
    return Choices.of(manifest, live, rules.conflicts(), autoscaling);
  }

  private Settlement settlement(Manifest manifest, Optional<LiveObject> live, boolean dryRun) {
    return new Settlement(
        cluster,
        manifest,
        live,
        new Settlement.Terms(dryRun, disclosure.of(manifest.ref())),
        object -> choices(manifest, object));
  }

  /**
   * Applies an object. One that has changed since it was read is read again.
   *
   * @param written in its namespace
   * @param live as the cluster has it; empty where it is not there, or may not be read
   * @throws DeployException if the cluster refuses it, or a rule does
   */
  public Applied apply(Manifest written, Optional<LiveObject> live) {
    Manifest manifest = SecretData.in(written);
    Applied applied = settled(manifest, live);
    if (MADE.contains(applied.change()) && autoscaling.scales(manifest.ref())) {
      giveUpReplicas(manifest);
    }
    return applied;
  }

  /**
   * The number of pods counts when the workload is made; from then on it is the autoscaler's. Where
   * that cannot be said now, the next apply says it.
   */
  private void giveUpReplicas(Manifest manifest) {
    try {
      cluster
          .get(manifest.ref())
          .filter(live -> changesOwners(manifest, live))
          .ifPresent(live -> settled(manifest, Optional.of(live)));
    } catch (DeployException e) {
      // What was asked for is done: the workload is there.
    }
  }

  private Applied settled(Manifest manifest, Optional<LiveObject> live) {
    Optional<LiveObject> current = live;
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(manifest, current);
      } catch (Outdated e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        pause.pause(BETWEEN.multipliedBy(attempt));
        current = cluster.get(manifest.ref());
      }
    }
  }

  private Applied attempt(Manifest manifest, Optional<LiveObject> live) {
    List<String> remarks = new ArrayList<>();
    boolean handsOver = live.filter(object -> changesOwners(manifest, object)).isPresent();
    Judgement judgement =
        live.filter(object -> handsOver)
            .map(object -> judge(manifest, live))
            .filter(judged -> !(judged.answer() instanceof Accepted))
            .orElseGet(() -> write(manifest, live, remarks));
    if (judgement.answer() instanceof Accepted accepted) {
      remarks.addAll(judgement.remarks());
      remarks.addAll(accepted.warnings());
      Applied.Change change =
          handsOver ? Applied.Change.CHANGED : new Before(live).change(accepted);
      return new Applied(manifest.ref(), change, remarks);
    }
    if (mayRecreate(manifest, judgement.answer())) {
      return recreate(manifest, judgement.live(), ((Invalid) judgement.answer()).causes());
    }
    throw new DeployException(refusal(manifest, judgement.live(), judgement.answer()));
  }

  /**
   * What the cluster says of an object.
   *
   * @param remarks what was taken from whom
   * @param live the object as it was read last
   */
  private record Judgement(ApplyAnswer answer, List<String> remarks, Optional<LiveObject> live) {}

  private Judgement write(Manifest manifest, Optional<LiveObject> live, List<String> remarks) {
    return send(manifest, live.map(object -> handOver(manifest, object, remarks)), false);
  }

  private Judgement send(Manifest manifest, Optional<LiveObject> live, boolean dryRun) {
    Settlement settlement = settlement(manifest, live, dryRun);
    ApplyAnswer answer = settlement.send();
    return new Judgement(answer, settlement.remarks(), settlement.live());
  }

  /**
   * What the cluster would say, with nothing written. The hand-over is not seen in it, so an object
   * that is refused may be so for the fields that will go away: then a new one tells.
   */
  private Judgement judge(Manifest manifest, Optional<LiveObject> live) {
    Judgement judgement = send(manifest, live, true);
    boolean mayBeStale =
        judgement.answer() instanceof Invalid invalid
            && !Immutability.isAmong(invalid.causes())
            && live.filter(object -> goesAway(manifest, object)).isPresent();
    return mayBeStale
        ? trial(manifest)
            .map(fresh -> new Judgement(fresh, judgement.remarks(), judgement.live()))
            .orElse(judgement)
        : judgement;
  }

  private boolean goesAway(Manifest manifest, LiveObject live) {
    return !handOver(manifest, live).stale(manifest.content()).isEmpty();
  }

  /** A new object of the manifest, if the cluster would take it. */
  private Optional<Accepted> trial(Manifest manifest) {
    try {
      return recreation
          .trial(manifest)
          .filter(Accepted.class::isInstance)
          .map(Accepted.class::cast);
    } catch (DeployException e) {
      return Optional.empty();
    }
  }

  private LiveObject handOver(Manifest manifest, LiveObject live, List<String> remarks) {
    HandOver handOver = handOver(manifest, live);
    if (!handOver.needed()) {
      return live;
    }
    LiveObject handedOver = cluster.replaceManagers(live, handOver.entries());
    remarks.addAll(handOver.remarks(live));
    return handedOver;
  }

  private HandOver handOver(Manifest manifest, LiveObject live) {
    return HandOver.of(live, manifest.content(), choices(manifest, Optional.of(live)));
  }

  private boolean mayRecreate(Manifest manifest, ApplyAnswer answer) {
    return answer instanceof Invalid invalid
        && Immutability.explains(invalid.causes())
        && rules.recreate().contains(manifest.ref().kind());
  }

  private Applied recreate(
      Manifest manifest, Optional<LiveObject> known, List<ApplyAnswer.Cause> causes) {
    Optional<LiveObject> live = known.or(() -> cluster.get(manifest.ref()));
    Manifest anew = anew(manifest, live);
    Optional<ApplyAnswer> trial = recreation.trial(anew);
    if (trial.isPresent() && !(trial.get() instanceof Accepted)) {
      throw new DeployException(refusal(anew, Optional.empty(), trial.get()));
    }
    live.ifPresent(object -> recreation.delete(manifest.ref(), object));
    ApplyAnswer answer = settlement(anew, Optional.empty(), false).send();
    if (answer instanceof Accepted accepted) {
      List<String> remarks = Recreation.remarks(immutability(manifest, live).why(causes), manifest);
      remarks.addAll(accepted.warnings());
      return new Applied(manifest.ref(), Applied.Change.RECREATED, remarks);
    }
    throw new DeployException(refusal(anew, Optional.empty(), answer));
  }

  private Manifest anew(Manifest manifest, Optional<LiveObject> live) {
    Manifest carried =
        live.map(object -> choices(manifest, live).anew(manifest, object)).orElse(manifest);
    return autoscaling.scales(manifest.ref()) ? Autoscaling.withReplicasOf(live, carried) : carried;
  }

  /**
   * What {@link #apply} would do, with nothing written. Of an object that would be taken over, the
   * server cannot say what it would be then; it is told from what a new one would be.
   */
  public Preview preview(Manifest written, Optional<LiveObject> live) {
    Manifest manifest = SecretData.in(written);
    Judgement judgement = judge(manifest, live);
    ApplyAnswer answer = judgement.answer();
    if (answer instanceof Accepted accepted) {
      List<String> remarks = new ArrayList<>(judgement.remarks());
      live.ifPresent(object -> remarks.addAll(choices(manifest, live).left(manifest, object)));
      LiveObject after =
          live.map(object -> takenOver(manifest, object, accepted.object(), remarks))
              .orElse(accepted.object());
      remarks.addAll(accepted.warnings());
      return new Preview.Applicable(after, remarks);
    }
    if (mayRecreate(manifest, answer)) {
      Immutability immutability = immutability(manifest, judgement.live());
      return replaced(
          anew(manifest, judgement.live()), immutability.why(((Invalid) answer).causes()));
    }
    return new Preview.Refused(refusal(manifest, judgement.live(), answer));
  }

  private LiveObject takenOver(
      Manifest manifest, LiveObject live, LiveObject after, List<String> remarks) {
    HandOver handOver = handOver(manifest, live);
    remarks.addAll(handOver.remarks(live));
    if (handOver.givesUpReplicas(live)) {
      remarks.add("spec.replicas is given up to its autoscaler, with the number that it has");
    }
    FieldSet stale = handOver.stale(manifest.content());
    return stale.isEmpty() ? after : withoutStale(manifest, after, stale);
  }

  /** The trial is only for the look of it: one that is refused leaves the fields as they are. */
  private LiveObject withoutStale(Manifest manifest, LiveObject after, FieldSet stale) {
    return trial(manifest)
        .map(fresh -> Defaulting.reset(after, stale, fresh.object()))
        .orElse(after);
  }

  private Preview replaced(Manifest manifest, List<String> why) {
    ApplyAnswer trial =
        recreation
            .trial(manifest)
            .orElse(new Accepted(new LiveObject(manifest.content()), true, false, List.of()));
    return trial instanceof Accepted accepted
        ? new Preview.Replaced(accepted.object(), withLoss(why, manifest))
        : new Preview.Refused(refusal(manifest, Optional.empty(), trial));
  }

  private static List<String> withLoss(List<String> why, Manifest manifest) {
    return Stream.concat(why.stream(), Recreation.loss(manifest.ref().kind()).stream()).toList();
  }

  private Problem refusal(Manifest manifest, Optional<LiveObject> live, ApplyAnswer answer) {
    if (answer instanceof Conflicted conflicted) {
      return conflicted.problem();
    }
    Invalid invalid = (Invalid) answer;
    return live.isPresent() && Immutability.explains(invalid.causes())
        ? immutability(manifest, live).problem(invalid.causes())
        : Validity.problem(manifest, invalid);
  }

  private Immutability immutability(Manifest manifest, Optional<LiveObject> live) {
    return new Immutability(manifest, live, disclosure.of(manifest.ref()));
  }
}
