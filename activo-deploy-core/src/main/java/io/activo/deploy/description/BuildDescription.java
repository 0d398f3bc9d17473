package io.activo.deploy.description;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an image is built, as the options of {@code docker build}.
 *
 * @param target the stage to build
 * @param args build arguments, in written order
 * @param labels labels, in written order
 * @param platform as {@code linux/amd64}
 * @param pull whether base images are looked up anew
 * @param network of RUN instructions
 * @param addHosts lines of {@code /etc/hosts}
 * @param shmSize in bytes
 * @param memory in bytes
 * @param cacheFrom images whose layers may be taken
 * @param timeout how long the build may take
 */
public record BuildDescription(
    Optional<Text> target,
    Map<Text, Text> args,
    Map<String, String> labels,
    Optional<String> platform,
    boolean pull,
    Optional<String> network,
    List<String> addHosts,
    Optional<Long> shmSize,
    Optional<Long> memory,
    List<String> cacheFrom,
    Optional<Duration> timeout) {
  public BuildDescription {
    args = new LinkedHashMap<>(args);
    labels = new LinkedHashMap<>(labels);
    addHosts = List.copyOf(addHosts);
    cacheFrom = List.copyOf(cacheFrom);
  }

  /** The build arguments by name. */
  public Map<String, String> argValues() {
    Map<String, String> values = new LinkedHashMap<>();
    args.forEach((name, value) -> values.put(name.value(), value.value()));
    return values;
  }
}
