package io.activo.deploy.image.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How an image is built, as the options of {@code docker build}.
 *
 * @param tags more tags that the image gets in its repository
 * @param target the stage to build; default: the last
 * @param args build arguments
 * @param labels labels of the image
 * @param platform as {@code linux/amd64}
 * @param pull whether base images are looked up anew
 * @param network of the RUN instructions: {@code default}, {@code host}, {@code none} or a name
 * @param addHosts lines of {@code /etc/hosts} for RUN instructions, {@code name:address}
 * @param shmSize the size of {@code /dev/shm} in bytes
 * @param memory what a RUN instruction may use at most, in bytes
 * @param cacheFrom images whose layers may be taken
 * @param timeout how long the build may take
 */
public record BuildOptions(
    List<String> tags,
    Optional<String> target,
    Map<String, String> args,
    Map<String, String> labels,
    Optional<String> platform,
    boolean pull,
    Optional<String> network,
    List<String> addHosts,
    Optional<Long> shmSize,
    Optional<Long> memory,
    List<String> cacheFrom,
    Optional<Duration> timeout) {
  public BuildOptions {
    tags = List.copyOf(tags);
    args = Map.copyOf(args);
    labels = Map.copyOf(labels);
    addHosts = List.copyOf(addHosts);
    cacheFrom = List.copyOf(cacheFrom);
  }

  /** Of build arguments only the names: a value may be a secret. */
  @Override
  public String toString() {
    return "BuildOptions[tags=%s, target=%s, args=%s, labels=%s, platform=%s, timeout=%s]"
        .formatted(tags, target, new TreeSet<>(args.keySet()), labels, platform, timeout);
  }

  /** The same with other labels. */
  BuildOptions withLabels(Map<String, String> others) {
    return new BuildOptions(
        tags, target, args, others, platform, pull, network, addHosts, shmSize, memory, cacheFrom,
        timeout);
  }

  /** Those of {@code docker build .} */
  public static BuildOptions usual() {
    return new BuildOptions(
        List.of(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        false,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }
}
