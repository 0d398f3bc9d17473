package io.activo.deploy.image.engine;

import com.github.dockerjava.api.async.ResultCallback;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Takes what a command of docker-java streams. The library's own base class logs every failure with
 * its stack, which a user would read beside our report of it.
 */
final class CommandOutput<T> implements ResultCallback<T> {
  private final Consumer<T> items;
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  CommandOutput(Consumer<T> items) {
    this.items = items;
  }

  @Override
  public void onStart(Closeable stream) {}

  /** Whatever ends the reader ends the waiting: the library tells nobody of an error. */
  @Override
  public void onNext(T item) {
    try {
      items.accept(item);
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
      throw e;
    }
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    done.complete(true);
  }

  @Override
  public void close() {
    done.complete(true);
  }

  /**
   * Waits for the end of the stream.
   *
   * @param limit how long at most
   * @throws RuntimeException what ended it early
   * @throws TimeoutException if it has not ended
   */
  void await(Optional<Duration> limit) throws TimeoutException {
    try {
      if (limit.isPresent()) {
        done.get(limit.get().toMillis(), TimeUnit.MILLISECONDS);
      } else {
        done.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(Problem.of("interrupted while the Docker engine worked", ""), e);
    }
  }
}
