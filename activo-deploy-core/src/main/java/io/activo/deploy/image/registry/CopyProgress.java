package io.activo.deploy.image.registry;

import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.Locale;

/** Sums up what the blobs of one copy do. */
final class CopyProgress {
  private static final double MEGABYTE = 1_000_000;

  private final Progress progress;
  private final int blobs;
  private final long total;
  private int done;
  private long moved;
  private long toldAt;

  static CopyProgress of(Progress progress, List<Descriptor> blobs) {
    return new CopyProgress(
        progress, blobs.size(), blobs.stream().mapToLong(Descriptor::size).sum());
  }

  private CopyProgress(Progress progress, int blobs, long total) {
    this.progress = progress;
    this.blobs = blobs;
    this.total = total;
  }

  synchronized void moved(long bytes) {
    moved += bytes;
    if (Math.abs(moved - toldAt) >= MEGABYTE) {
      tell();
    }
  }

  synchronized void done() {
    done++;
    tell();
  }

  /** {@code copied 3 of 7 layers, 12.4 of 80.1 MB sent}. */
  private void tell() {
    toldAt = moved;
    progress.status(
        String.format(
            Locale.ROOT,
            "copied %d of %d layers, %.1f of %.1f MB sent",
            done,
            blobs,
            moved / MEGABYTE,
            total / MEGABYTE));
  }
}
