package io.activo.deploy.image.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Build options, the usual ones but for what a test says. */
final class Options {
  private List<String> tags = List.of();
  private Optional<String> target = Optional.empty();
  private Map<String, String> args = Map.of();
  private Map<String, String> labels = Map.of();
  private Optional<String> platform = Optional.empty();
  private boolean pull;
  private Optional<String> network = Optional.empty();
  private List<String> addHosts = List.of();
  private Optional<Long> shmSize = Optional.empty();
  private Optional<Long> memory = Optional.empty();
  private List<String> cacheFrom = List.of();
  private Optional<Duration> timeout = Optional.empty();

  Options tags(List<String> value) {
    tags = value;
    return this;
  }

  Options target(Optional<String> value) {
    target = value;
    return this;
  }

  Options args(Map<String, String> value) {
    args = value;
    return this;
  }

  Options labels(Map<String, String> value) {
    labels = value;
    return this;
  }

  Options platform(String value) {
    platform = Optional.of(value);
    return this;
  }

  Options pull() {
    pull = true;
    return this;
  }

  Options network(Optional<String> value) {
    network = value;
    return this;
  }

  Options addHosts(List<String> value) {
    addHosts = value;
    return this;
  }

  Options shmSize(long value) {
    shmSize = Optional.of(value);
    return this;
  }

  Options memory(long value) {
    memory = Optional.of(value);
    return this;
  }

  Options cacheFrom(List<String> value) {
    cacheFrom = value;
    return this;
  }

  Options timeout(Duration value) {
    timeout = Optional.of(value);
    return this;
  }

  BuildOptions build() {
    return new BuildOptions(
        tags, target, args, labels, platform, pull, network, addHosts, shmSize, memory, cacheFrom,
        timeout);
  }
}
