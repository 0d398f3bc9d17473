package io.activo.deploy.benchmark;

import io.activo.deploy.benchmark.Application.Namespace;
import io.activo.deploy.benchmark.Application.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code it/bench apply}: 300 objects, first and again unchanged, beside kubectl and Helm. */
public final class Apply {
  private static final String HELM = "go install helm.sh/helm/v4/cmd/helm@v4.3.1, and set HELM";
  private static final String OURS = "activo apply";
  private static final String CLIENT_SIDE = "kubectl apply";

  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static final int WARM_UPS = 1;
  private static final int ROUNDS_FIRST = 3;
  private static final int ROUNDS_UNCHANGED = 3;

  private Apply() {}

  /**
   * Measures in turn, prints tables and ratios.
   *
   * @param args a folder for the manifests
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    if (!Kubectl.isThere()) {
      System.exit(1);
    }
    Path objects = SampleObjects.mixed(folder.resolve("objects.yaml"));
    Map<String, Work> works = works(folder, objects);
    contest(works, true);
    contest(works, false);
    works.remove(OURS);
    works.remove(CLIENT_SIDE);
    Map<String, Work> commands = new LinkedHashMap<>();
    commands.put("mvn activo:apply", WholeCommand.of(folder.resolve("project"), objects, ""));
    commands.put(
        "mvn activo:apply with " + WholeCommand.SOONER,
        WholeCommand.of(folder.resolve("sooner"), objects, WholeCommand.SOONER));
    commands.put(
        "mvn activo:apply with that and an archive",
        WholeCommand.archived(folder.resolve("archived"), objects));
    commands.putAll(works);
    contest(commands, false);
    System.exit(0);
  }

  private static void contest(Map<String, Work> works, boolean first)
      throws IOException, InterruptedException {
    List<Contestant> contestants = new ArrayList<>();
    List<Namespace> namespaces = new ArrayList<>();
    works.forEach(
        (title, work) -> {
          Namespace namespace =
              new Namespace(
                  "bench-" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet());
          namespaces.add(namespace);
          contestants.add(new Application(title, namespace, first, work));
        });
    try {
      new Contest("300 objects", contestants)
          .run(WARM_UPS, first ? ROUNDS_FIRST : ROUNDS_UNCHANGED);
    } finally {
      Application.removeAll(namespaces);
    }
  }

  /** By title; ours is the first. */
  private static Map<String, Work> works(Path folder, Path objects) throws IOException {
    String file = objects.toString();
    Map<String, Work> works = new LinkedHashMap<>();
    works.put(OURS, namespace -> Application.inProcess(objects, namespace));
    String own = Kubectl.program();
    works.put(
        "kubectl apply --server-side",
        Application.program(own, "apply", "--server-side", "--filename", file));
    String installed = "/usr/bin/kubectl";
    if (Files.isExecutable(Path.of(installed))) {
      works.put(
          installed + " apply --server-side",
          Application.program(installed, "apply", "--server-side", "--filename", file));
    }
    if (!Boolean.getBoolean("fast")) {
      works.put(CLIENT_SIDE, Application.program(own, "apply", "--filename", file));
    }
    String helm = System.getenv().getOrDefault("HELM", "helm");
    if (Program.isThere(helm, HELM)) {
      String chart = chart(folder.resolve("chart"), objects).toString();
      works.put("helm upgrade", Application.program(helm, "upgrade", "--install", "bench", chart));
    }
    return works;
  }

  private static Path chart(Path folder, Path objects) throws IOException {
    Files.createDirectories(folder.resolve("templates"));
    Files.copy(objects, folder.resolve("templates/objects.yaml"));
    Files.writeString(
        folder.resolve("Chart.yaml"), "apiVersion: v2\nname: bench\nversion: 0.1.0\n");
    return folder;
  }
}
