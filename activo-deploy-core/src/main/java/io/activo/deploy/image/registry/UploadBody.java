package io.activo.deploy.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A stream in pieces, as it is sent; read once. */
final class UploadBody implements Publisher<ByteBuffer> {
  private static final int PIECE = 64 * 1024;

  private final InputStream content;
  private final LongConsumer told;
  private final AtomicLong sent = new AtomicLong();
  private volatile @Nullable IOException failure;

  /**
   * @param told is told the size of each piece
   */
  UploadBody(InputStream content, LongConsumer told) {
    this.content = content;
    this.told = told;
  }

  long sent() {
    return sent.get();
  }

  /** Why reading failed; empty while it did not. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(new Pieces(subscriber));
  }

  /** Empty at the end. */
  private ByteBuffer next() throws IOException {
    byte[] piece = new byte[PIECE];
    int length = content.readNBytes(piece, 0, PIECE);
    sent.addAndGet(length);
    told.accept(length);
    return ByteBuffer.wrap(piece, 0, length);
  }

  /** Reads in the thread that asks for the first of several pieces. */
  private final class Pieces implements Subscription {
    private final Subscriber<? super ByteBuffer> subscriber;
    private final AtomicLong wanted = new AtomicLong();
    private volatile boolean ended;

    Pieces(Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      if (wanted.getAndAdd(count) == 0) {
        do {
          deliver();
        } while (wanted.decrementAndGet() > 0);
      }
    }

    private void deliver() {
      if (ended) {
        return;
      }
      try {
        ByteBuffer piece = next();
        if (piece.hasRemaining()) {
          subscriber.onNext(piece);
        } else {
          ended = true;
          subscriber.onComplete();
        }
      } catch (IOException e) {
        failure = e;
        ended = true;
        subscriber.onError(e);
      }
    }

    @Override
    public void cancel() {
      ended = true;
    }
  }
}
