package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** A few threads that work at once; a single one works in the order of what it is given. */
final class Workers implements AutoCloseable {
  private final ExecutorService threads;
  private final boolean single;

  Workers(int count) {
    this.threads = Executors.newFixedThreadPool(count, Workers::thread);
    this.single = count == 1;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "activo-apply");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Does all of the work, and tells what came of it in the order given, as soon as it is known.
   *
   * @throws RuntimeException what the work threw
   */
  <T> void each(List<Callable<T>> work, Consumer<T> told) {
    List<Future<T>> running = work.stream().map(this::begin).toList();
    running.forEach(one -> told.accept(result(one)));
  }

  /** All of the work's results, in the order given. */
  <T> List<T> all(List<Callable<T>> work) {
    List<T> results = new ArrayList<>();
    each(work, results::add);
    return results;
  }

  /** A single worker is whoever asks. */
  private <T> Future<T> begin(Callable<T> work) {
    if (!single) {
      return threads.submit(work);
    }
    FutureTask<T> task = new FutureTask<>(work);
    task.run();
    return task;
  }

  private static <T> T result(Future<T> running) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(Problem.of("interrupted while applying", ""), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
