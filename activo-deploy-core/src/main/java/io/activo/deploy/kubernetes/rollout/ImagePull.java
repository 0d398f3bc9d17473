package io.activo.deploy.kubernetes.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Why an image does not arrive, by the kubelet's reason and the container runtime's words. */
final class ImagePull {
  private static final Set<String> REASONS =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable");

  // Status codes are told by their names: digits may be part of a digest or an address.

  /** A registry that hides what exists answers "denied" for what is absent too. */
  private static final List<String> UNAUTHORIZED =
      List.of(
          "unauthorized",
          "forbidden",
          "denied",
          "authentication",
          "authorization",
          "no basic auth");

  private static final List<String> UNREACHABLE =
      List.of(
          "dial tcp",
          "connection refused",
          "connection reset",
          "no such host",
          "timeout",
          "deadline exceeded",
          "unreachable",
          "tls:",
          "x509",
          "https client",
          "toomanyrequests",
          "too many requests",
          "bad gateway",
          "service unavailable",
          ": eof");

  private static final List<String> NOT_FOUND =
      List.of("not found", "notfound", "manifest unknown", "does not exist");

  /**
   * The kubelet tries an image at about 0, 12 and 40 s, and may tell of it ten seconds later
   * (recorded with Kubernetes 1.34).
   */
  private static final Duration THREE_TRIES = Duration.ofSeconds(60);

  private ImagePull() {}

  /** Whether a container that waits for this reason waits for its image. */
  static boolean isReason(String reason) {
    return REASONS.contains(reason);
  }

  /** The cause, told from the runtime's message (containerd 1.7 and 2.x, CRI-O). */
  static Cause cause(String reason, String message, String image) {
    if (reason.equals("InvalidImageName")) {
      return Cause.IMAGE_INVALID;
    }
    // The image's own name may hold any of the words: its tag may be 403.
    String words = message.replace(image, "").toLowerCase(Locale.ROOT);
    if (holdsAny(words, UNAUTHORIZED)) {
      return Cause.IMAGE_UNAUTHORIZED;
    }
    if (holdsAny(words, UNREACHABLE)) {
      return Cause.REGISTRY_UNREACHABLE;
    }
    boolean absent = reason.equals("ErrImageNeverPull") || holdsAny(words, NOT_FOUND);
    return absent ? Cause.IMAGE_NOT_FOUND : Cause.IMAGE_INVALID;
  }

  /** A bad name never mends; what is missing or refused may still be put right. */
  static Duration patience(String reason) {
    return reason.equals("InvalidImageName") ? Duration.ZERO : THREE_TRIES;
  }

  private static boolean holdsAny(String words, List<String> wanted) {
    return wanted.stream().anyMatch(words::contains);
  }
}
