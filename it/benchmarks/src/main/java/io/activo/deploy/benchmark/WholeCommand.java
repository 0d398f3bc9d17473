package io.activo.deploy.benchmark;

import io.activo.deploy.benchmark.Application.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code mvn activo:apply} as somebody types it, in a folder that has a description and no POM. */
final class WholeCommand {
  private static final String DESCRIPTION =
      """
      app: bench
      kubernetes:
        cluster: {kubeconfig: {variable: BENCH_KUBECONFIG}}
        namespace: ${BENCH_NAMESPACE}
        manifests: [objects.yaml]
        accept: [service-selects-nothing]
      environments: {bench: {}}
      """;

  private WholeCommand() {}

  /**
   * The command in a folder that is made.
   *
   * @param options the JVM's, as {@code .mvn/jvm.config} has them; may be empty
   */
  static Work of(Path folder, Path objects, String options) throws IOException {
    Files.createDirectories(folder.resolve(".mvn"));
    Files.writeString(folder.resolve(".mvn/jvm.config"), options);
    Files.copy(objects, folder.resolve("objects.yaml"));
    Files.writeString(folder.resolve("activo.yml"), DESCRIPTION);
    String kubeconfig = Files.readString(Path.of(Kubectl.kubeconfig()));
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder.toString()));
    command.addAll(List.of("mvn", "-o", "-q", "-B"));
    String arguments = System.getenv().getOrDefault("MAVEN_ARGS", "");
    if (!arguments.isBlank()) {
      command.addAll(List.of(arguments.strip().split("\\s+")));
    }
    command.addAll(List.of("io.activo:activo-maven-plugin:0.1.0-SNAPSHOT:apply", "-Denv=bench"));
    return namespace ->
        Program.run(Map.of("BENCH_KUBECONFIG", kubeconfig, "BENCH_NAMESPACE", namespace), command);
  }
}
