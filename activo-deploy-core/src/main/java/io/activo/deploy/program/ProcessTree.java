package io.activo.deploy.program;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process and all that it started. What it started has another parent once it has ended itself,
 * so it is looked for while it runs: often at first, then every tenth of a second.
 */
final class ProcessTree {
  private static final Duration FIRST = Duration.ofMillis(5);
  private static final Duration LONGEST = Duration.ofMillis(100);

  private final Process process;
  private final Set<ProcessHandle> started = new LinkedHashSet<>();

  ProcessTree(Process process) {
    this.process = process;
  }

  /** Whether something is done, or fails, in time. */
  boolean awaits(CompletableFuture<?> done, Duration limit) throws InterruptedException {
    long begun = System.nanoTime();
    long pause = FIRST.toNanos();
    while (!done.isDone()) {
      look();
      long left = limit.toNanos() - (System.nanoTime() - begun);
      if (left <= 0) {
        return false;
      }
      pause(done, Math.min(pause, left));
      pause = Math.min(2 * pause, LONGEST.toNanos());
    }
    return true;
  }

  private static void pause(CompletableFuture<?> done, long nanos) throws InterruptedException {
    try {
      done.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // It is looked at again.
    }
  }

  private void look() {
    List.copyOf(started).forEach(one -> one.descendants().forEach(started::add));
    if (process.isAlive()) {
      process.descendants().forEach(started::add);
    }
  }

  /** Ends all. The process first: it would go on once what it waits for is ended. */
  void end() {
    look();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
