package io.activo.deploy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The kubectl of the cluster's own version, which stands in {@code bin} beside its kubeconfig. */
final class Kubectl {
  private Kubectl() {}

  static String kubeconfig() {
    return System.getenv().getOrDefault("ACTIVO_IT_KUBECONFIG", "");
  }

  static boolean isThere() {
    boolean there = !kubeconfig().isEmpty() && Files.isExecutable(Path.of(program()));
    if (!there) {
      System.out.println("there is no cluster; set ACTIVO_IT_KUBECONFIG to its kubeconfig");
    }
    return there;
  }

  static String program() {
    return Path.of(kubeconfig()).resolveSibling("bin").resolve("kubectl").toString();
  }

  static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of(program()), Stream.of(arguments)).toList();
    return Program.run(Map.of("KUBECONFIG", kubeconfig()), command);
  }
}
