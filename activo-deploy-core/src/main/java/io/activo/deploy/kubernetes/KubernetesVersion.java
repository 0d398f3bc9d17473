package io.activo.deploy.kubernetes;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A minor version of Kubernetes: {@code 1.34}. */
public record KubernetesVersion(int major, int minor) implements Comparable<KubernetesVersion> {
  private static final Pattern TEXT = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,4})(?:\\D.*)?");

  /** The version in {@code 1.34}, {@code v1.34.4} or {@code v1.33.1-gke.200}. */
  public static Optional<KubernetesVersion> parse(String text) {
    Matcher version = TEXT.matcher(text.strip());
    return version.matches()
        ? Optional.of(
            new KubernetesVersion(
                Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(KubernetesVersion other) {
    return Comparator.comparingInt(KubernetesVersion::major)
        .thenComparingInt(KubernetesVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
