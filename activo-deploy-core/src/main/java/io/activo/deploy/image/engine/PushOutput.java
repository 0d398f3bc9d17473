package io.activo.deploy.image.engine;

import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import io.activo.deploy.image.Digest;
import io.activo.deploy.progress.Progress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows a push: sums its layers up, and keeps the digest and the error. */
final class PushOutput {
  private static final Pattern DIGEST = Pattern.compile(".*digest: (sha256:[0-9a-f]{64}).*");
  private static final double MEGABYTE = 1_000_000;

  private record Layer(boolean done, long current, long total) {}

  private final Progress progress;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private Optional<Digest> digest = Optional.empty();
  private Optional<String> error = Optional.empty();

  PushOutput(Progress progress) {
    this.progress = progress;
  }

  Optional<Digest> digest() {
    return digest;
  }

  Optional<String> error() {
    return error;
  }

  void accept(PushResponseItem item) {
    error = error.or(() -> EngineFault.of(item));
    String status = Optional.ofNullable(item.getStatus()).orElse("");
    digest = digestIn(item, status).or(() -> digest);
    String id = Optional.ofNullable(item.getId()).orElse("");
    if (!id.isEmpty() && !status.isEmpty()) {
      layers.merge(id, layer(item, status), PushOutput::later);
      progress.status(summary() + told(id, status));
    }
  }

  private static Optional<Digest> digestIn(ResponseItem item, String status) {
    Matcher told = DIGEST.matcher(status);
    return Optional.ofNullable(item.getAux())
        .flatMap(aux -> Optional.ofNullable(aux.getDigest()))
        .or(() -> told.matches() ? Optional.of(told.group(1)) : Optional.empty())
        .map(Digest::new);
  }

  private static Layer layer(ResponseItem item, String status) {
    boolean done =
        status.equals("Pushed")
            || status.equals("Layer already exists")
            || status.startsWith("Mounted from");
    ResponseItem.ProgressDetail detail = item.getProgressDetail();
    return new Layer(
        done,
        detail == null ? 0 : number(detail.getCurrent()),
        detail == null ? 0 : number(detail.getTotal()));
  }

  /** The last event of a layer gives no bytes. */
  private static Layer later(Layer before, Layer now) {
    long total = Math.max(before.total(), now.total());
    long current = now.done() ? total : Math.max(before.current(), now.current());
    return new Layer(before.done() || now.done(), current, total);
  }

  private static long number(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  /** What one layer is at: {@code ; 5f70bf18a086 pushing 4.1 of 20.0 MB}. */
  private String told(String id, String status) {
    Layer layer = layers.getOrDefault(id, new Layer(false, 0, 0));
    String state = "; " + id + " " + status.toLowerCase(Locale.ROOT);
    return layer.total() == 0 || layer.done()
        ? state
        : state + " " + megabytes(layer.current(), layer.total());
  }

  private static String megabytes(long current, long total) {
    return String.format(
        Locale.ROOT, "%.1f of %.1f MB", Math.min(current, total) / MEGABYTE, total / MEGABYTE);
  }

  /** {@code pushing 3 of 7 layers, 12.4 of 80.1 MB}. */
  private String summary() {
    long done = layers.values().stream().filter(Layer::done).count();
    long current = layers.values().stream().mapToLong(Layer::current).sum();
    long total = layers.values().stream().mapToLong(Layer::total).sum();
    String bytes = total == 0 ? "" : ", " + megabytes(current, total);
    return "pushing " + done + " of " + layers.size() + " layers" + bytes;
  }
}
