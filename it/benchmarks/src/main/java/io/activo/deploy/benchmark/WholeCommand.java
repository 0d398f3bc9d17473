package io.activo.deploy.benchmark;

import io.activo.deploy.benchmark.Application.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** A line of {@code .mvn/jvm.config}. */
  static final String SOONER = "-XX:TieredStopAtLevel=1";

  /** Two more, which the site recommends where the folder stays. */
  private static final String ARCHIVE = "-XX:SharedArchiveFile=.mvn/activo.jsa\n-Xlog:disable\n";

  private static final Map<String, String> ARCHIVING =
      Map.of("MAVEN_OPTS", "-XX:ArchiveClassesAtExit=.mvn/activo.jsa -Xlog:disable");

  private WholeCommand() {}

  /**
   * The command in a folder that is made.
   *
   * @param options the JVM's, as {@code .mvn/jvm.config} has them; may be empty
   */
  static Work of(Path folder, Path objects, String options) throws IOException {
    List<String> command = command(folder, objects, options);
    return namespace -> run(Map.of(), namespace, command);
  }

  /** With an archive of the classes, which the first run makes. */
  static Work archived(Path folder, Path objects) throws IOException {
    List<String> command = command(folder, objects, SOONER + "\n");
    Path options = folder.resolve(".mvn/jvm.config");
    Path archive = folder.resolve(".mvn/activo.jsa");
    return namespace -> {
      if (Files.exists(archive)) {
        run(Map.of(), namespace, command);
      } else {
        run(ARCHIVING, namespace, command);
        Files.writeString(options, SOONER + "\n" + ARCHIVE);
      }
    };
  }

  private static void run(Map<String, String> more, String namespace, List<String> command)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("BENCH_KUBECONFIG", Files.readString(Path.of(Kubectl.kubeconfig())));
    environment.put("BENCH_NAMESPACE", namespace);
    Program.run(environment, command);
  }

  private static List<String> command(Path folder, Path objects, String options)
      throws IOException {
    Files.createDirectories(folder.resolve(".mvn"));
    Files.writeString(folder.resolve(".mvn/jvm.config"), options);
    Files.copy(objects, folder.resolve("objects.yaml"));
    Files.writeString(folder.resolve("activo.yml"), DESCRIPTION);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder.toString()));
    command.addAll(List.of("mvn", "-o", "-q", "-B"));
    String arguments = System.getenv().getOrDefault("MAVEN_ARGS", "");
    if (!arguments.isBlank()) {
      command.addAll(List.of(arguments.strip().split("\\s+")));
    }
    command.addAll(List.of("io.activo:activo-maven-plugin:0.1.0-SNAPSHOT:apply", "-Denv=bench"));
    return command;
  }
}
