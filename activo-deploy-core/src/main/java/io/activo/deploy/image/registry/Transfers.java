package io.activo.deploy.image.registry;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several transfers at once. */
final class Transfers {
  private static final int AT_ONCE = 6;

  private Transfers() {}

  /**
   * The results, in the order of the work.
   *
   * @throws DeployException of the transfer that failed first; the others are ended
   */
  static <T> List<T> all(List<Callable<T>> work) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Transfers::daemon);
    try {
      CompletionService<T> running = new ExecutorCompletionService<>(threads);
      List<Future<T>> futures = new ArrayList<>();
      work.forEach(transfer -> futures.add(running.submit(transfer)));
      for (int i = 0; i < futures.size(); i++) {
        running.take().get();
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(Problem.of("interrupted while copying", ""), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static RuntimeException failure(ExecutionException failed) {
    return failed.getCause() instanceof RuntimeException cause
        ? cause
        : new IllegalStateException(failed.getCause());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "registry-transfer");
    thread.setDaemon(true);
    return thread;
  }
}
