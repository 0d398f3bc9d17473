package io.activo.deploy.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A stream in pieces, as it is sent; read once. */
final class UploadBody implements Iterable<byte[]> {
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
  public Iterator<byte[]> iterator() {
    return new Pieces();
  }

  private byte[] next() {
    try {
      byte[] piece = new byte[PIECE];
      int length = content.readNBytes(piece, 0, PIECE);
      sent.addAndGet(length);
      told.accept(length);
      return length == PIECE ? piece : Arrays.copyOf(piece, length);
    } catch (IOException e) {
      failure = e;
      throw new UncheckedIOException(e);
    }
  }

  private final class Pieces implements Iterator<byte[]> {
    private Optional<byte[]> ahead = Optional.empty();
    private boolean ended;

    @Override
    public boolean hasNext() {
      if (ahead.isEmpty() && !ended) {
        byte[] piece = UploadBody.this.next();
        ended = piece.length < PIECE;
        ahead = piece.length == 0 ? Optional.empty() : Optional.of(piece);
      }
      return ahead.isPresent();
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] piece = ahead.orElseThrow();
      ahead = Optional.empty();
      return piece;
    }
  }
}
