package io.activo.deploy.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The docker CLI, with the classic builder. */
final class Docker {
  private static final boolean THERE =
      Program.isThere("docker", "apt-get install docker-cli, or docker.io");

  private Docker() {}

  /** Whether it is installed; says how to have it if it is not. */
  static boolean isThere() {
    return THERE;
  }

  /** What a command gives out. */
  static String run(String... command) throws IOException, InterruptedException {
    List<String> whole = Stream.concat(Stream.of("docker"), Stream.of(command)).toList();
    return Program.run(Map.of("DOCKER_BUILDKIT", "0"), whole);
  }

  static void remove(String... images) throws IOException, InterruptedException {
    run(Stream.concat(Stream.of("image", "rm"), Stream.of(images)).toArray(String[]::new));
  }
}
