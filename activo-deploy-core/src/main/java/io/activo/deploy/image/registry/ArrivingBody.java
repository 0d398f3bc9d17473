package io.activo.deploy.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, read by one thread while more of it arrives; a read ends when nothing
 * comes for too long. It stands in the place of the JDK's own stream, which holds one piece of 16
 * KB ahead, so that two threads wait for each other at each, and whose reads have no time limit.
 */
final class ArrivingBody extends InputStream implements BodySubscriber<InputStream> {
  /** Of the client's deliveries, each of at most 48 KB. */
  private static final int AHEAD = 8;

  private final Duration silence;

  /** The end is empty. */
  private final BlockingQueue<Optional<List<ByteBuffer>>> arrived = new LinkedBlockingQueue<>();

  private volatile Optional<Subscription> subscription = Optional.empty();
  private volatile Optional<Throwable> failure = Optional.empty();
  private Iterator<ByteBuffer> pieces = Collections.emptyIterator();
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private boolean ended;
  private volatile boolean closed;

  /**
   * @param silence how long nothing may come
   */
  ArrivingBody(Duration silence) {
    this.silence = silence;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = Optional.of(given);
    if (closed) {
      given.cancel();
    } else {
      given.request(AHEAD);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> delivery) {
    arrived.add(Optional.of(delivery));
  }

  @Override
  public void onError(Throwable cause) {
    failure = Optional.of(cause);
    arrived.add(Optional.empty());
  }

  @Override
  public void onComplete() {
    arrived.add(Optional.empty());
  }

  @Override
  public int read() throws IOException {
    return arrives() ? piece.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!arrives()) {
      return -1;
    }
    int count = Math.min(length, piece.remaining());
    piece.get(buffer, offset, count);
    return count;
  }

  /** Waits for the next bytes; false at the end. */
  private boolean arrives() throws IOException {
    while (!piece.hasRemaining()) {
      if (pieces.hasNext()) {
        piece = pieces.next();
      } else if (ended) {
        return false;
      } else {
        pieces = delivery().iterator();
      }
    }
    return true;
  }

  private List<ByteBuffer> delivery() throws IOException {
    Optional<List<ByteBuffer>> delivery = awaited();
    if (closed) {
      throw new IOException("closed");
    }
    if (delivery.isPresent()) {
      subscription.ifPresent(given -> given.request(1));
      return delivery.get();
    }
    ended = true;
    if (failure.isPresent()) {
      throw new IOException(failure.get());
    }
    return List.of();
  }

  private Optional<List<ByteBuffer>> awaited() throws IOException {
    try {
      return Optional.ofNullable(arrived.poll(silence.toMillis(), TimeUnit.MILLISECONDS))
          .orElseThrow(() -> silent(silence));
    } catch (HttpTimeoutException e) {
      close();
      throw e;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading from the registry");
    }
  }

  static HttpTimeoutException silent(Duration silence) {
    return new HttpTimeoutException("nothing came for " + silence.toSeconds() + " s");
  }

  /** Drops the connection where the body has not ended. */
  @Override
  public void close() {
    closed = true;
    subscription.ifPresent(Subscription::cancel);
    arrived.add(Optional.empty());
  }
}
