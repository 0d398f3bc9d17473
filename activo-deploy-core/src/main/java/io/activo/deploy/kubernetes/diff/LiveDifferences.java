package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.LiveStates.Sight;
import io.activo.deploy.kubernetes.diff.ObjectDiff.Kind;
import io.activo.deploy.kubernetes.diff.ObjectQuestion.Answer;
import io.activo.deploy.kubernetes.ownership.ObjectApply;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Masker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares manifests with a cluster, by a server-side dry run of each. Never fails for what the
 * cluster does or does not say: that is part of the answer. Neither what the cluster writes
 * (status, {@code managedFields}, versions) nor what it is known to add by itself is a difference;
 * see {@link ServerDefaults} for the rule.
 */
public final class LiveDifferences {
  private static final int AT_ONCE = 8;

  private final Cluster cluster;
  private final ObjectApply apply;
  private final Function<ObjectRef, Optional<LiveObject>> live;
  private final Masker masker;
  private final Patience patience;

  /**
   * How long a cluster is waited for.
   *
   * @param first until it answers at all, as whoever asks
   * @param silence then, without any answer
   */
  public record Patience(Duration first, Duration silence) {
    /** Five seconds; then as long as the slowest webhook may take (30 s), with a margin. */
    public static final Patience USUAL =
        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(35));
  }

  /**
   * Compares with a cluster.
   *
   * @param live the object of a name as it lives, if it does; may be called by several threads
   * @param masker hides the secrets of the run
   */
  public LiveDifferences(
      Cluster cluster,
      ObjectApply apply,
      Function<ObjectRef, Optional<LiveObject>> live,
      Masker masker,
      Patience patience) {
    this.cluster = cluster;
    this.apply = apply;
    this.live = live;
    this.masker = masker;
    this.patience = patience;
  }

  /**
   * What applying a release would change; the objects in their order.
   *
   * @param progress told how far it is
   */
  public Diff of(PlannedRelease release, Progress progress) {
    return of(release, Set.of(), progress);
  }

  /**
   * As {@link #of(PlannedRelease, Progress)}, without asking about objects that are known to be in
   * place already.
   *
   * @param settled their names, in their namespaces
   */
  public Diff of(PlannedRelease release, Set<ObjectRef> settled, Progress progress) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, LiveDifferences::thread);
    try {
      Optional<Problem> silence = contact(threads);
      return silence.isPresent()
          ? diff(release.manifests(), List.of(), silence.get())
          : compare(release, settled, threads, progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(Problem.of("interrupted while asking the cluster", ""), e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** One that waits for a cluster must not keep the JVM alive. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "activo-deploy diff");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Why the cluster does not answer; empty when it does. What is spent on getting credentials is
   * not the cluster's silence, and has a limit of its own.
   */
  private Optional<Problem> contact(ExecutorService threads) throws InterruptedException {
    try {
      threads.submit(cluster::prepare).get();
      Future<String> answer = threads.submit(cluster::describe);
      answer.get(patience.first().toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (TimeoutException e) {
      return Optional.of(silent(patience.first()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Forbidden) {
        return Optional.empty();
      }
      return Optional.of(failure(e).problems().get(0).map(masker::mask));
    }
  }

  private static Problem silent(Duration time) {
    String seconds = String.valueOf(time.toMillis() / 1000.0).replaceAll("\\.0$", "");
    return Problem.of(
        "the cluster did not answer within " + seconds + " s",
        "check the network, VPN and firewall");
  }

  private Diff compare(
      PlannedRelease release, Set<ObjectRef> settled, ExecutorService threads, Progress progress)
      throws InterruptedException {
    ObjectQuestion question = new ObjectQuestion(cluster, apply, live, release, masker);
    CompletionService<Answer> answers = new ExecutorCompletionService<>(threads);
    List<Future<Answer>> all = new ArrayList<>();
    int count = 0;
    for (Manifest written : release.manifests()) {
      Manifest manifest = settled.isEmpty() ? written : question.placed(written);
      if (settled.contains(manifest.ref())) {
        all.add(CompletableFuture.completedFuture(inPlace(manifest)));
        count++;
      } else {
        all.add(answers.submit(() -> question.ask(manifest)));
      }
    }
    while (count < all.size()
        && answers.poll(patience.silence().toMillis(), TimeUnit.MILLISECONDS) != null) {
      progress.status("compared " + ++count + " of " + all.size() + " objects");
    }
    return diff(release.manifests(), all, silent(patience.silence()));
  }

  private Answer inPlace(Manifest manifest) {
    ObjectDiff diff =
        new ObjectDiff(
            manifest.ref(),
            manifest.place(),
            Kind.UNCHANGED,
            List.of(),
            List.of(),
            Optional.empty());
    return new Answer(diff, Sight.of(live.apply(manifest.ref())));
  }

  private static Diff diff(
      List<Manifest> manifests, List<Future<Answer>> asked, Problem otherwise) {
    List<ObjectDiff> objects = new ArrayList<>();
    Map<ObjectRef, Sight> seen = new LinkedHashMap<>();
    for (int i = 0; i < manifests.size(); i++) {
      Answer answer =
          i < asked.size() && asked.get(i).isDone()
              ? answer(asked.get(i))
              : unanswered(manifests.get(i), otherwise);
      objects.add(answer.diff());
      seen.put(answer.diff().ref(), answer.sight());
    }
    return new Diff(objects, new LiveStates(seen));
  }

  private static Answer unanswered(Manifest manifest, Problem problem) {
    ObjectDiff diff =
        new ObjectDiff(
            manifest.ref(),
            manifest.place(),
            Kind.UNKNOWN,
            List.of(),
            List.of(),
            Optional.of(problem));
    return new Answer(diff, Sight.UNKNOWN);
  }

  private static Answer answer(Future<Answer> done) {
    try {
      return done.get();
    } catch (InterruptedException e) {
      throw new AssertionError("what is done is not waited for", e);
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static DeployException failure(ExecutionException e) {
    @Nullable Throwable cause = e.getCause();
    if (cause instanceof DeployException problem) {
      return problem;
    }
    throw new IllegalStateException("a defect while asking the cluster", cause);
  }
}
