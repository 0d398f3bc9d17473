package io.activo.deploy;

import io.activo.deploy.git.Checkout;
import io.activo.deploy.git.Revision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The labels that tell where an image comes from (OCI image specification 1.1, annotations). Of one
 * commit they are the same wherever it is built, so that they make no other image of it.
 *
 * @param revision what is built
 * @param checkout where it is checked out
 * @param request what the caller says of images
 * @param now the time of the deploy
 */
record ImageLabels(Revision revision, Checkout checkout, ImageRequest request, Instant now) {
  private static final String PREFIX = "org.opencontainers.image.";

  /**
   * All labels of an image.
   *
   * @param own those of the description, which stand above; an empty one is left out
   */
  Map<String, String> with(Map<String, String> own) {
    Map<String, String> labels = new LinkedHashMap<>();
    revision.name().ifPresent(name -> labels.put(PREFIX + "revision", name));
    checkout.source().ifPresent(url -> labels.put(PREFIX + "source", url));
    labels.put(PREFIX + "created", created().truncatedTo(ChronoUnit.SECONDS).toString());
    version().ifPresent(version -> labels.put(PREFIX + "version", version));
    own.forEach(
        (name, value) -> {
          labels.remove(name);
          if (!value.isEmpty()) {
            labels.put(name, value);
          }
        });
    return labels;
  }

  private Optional<String> version() {
    return revision.tag().or(request::version);
  }

  /** What is asked for, else the commit's time, else now: a dirty tree is of no commit. */
  private Instant created() {
    return request
        .created()
        .or(() -> revision.dirty() ? Optional.empty() : checkout.commitTime())
        .orElse(now);
  }
}
