package io.activo.deploy.benchmark;

import io.activo.deploy.benchmark.Application.Namespace;
import java.io.IOException;
import java.nio.file.Path;

/** {@code it/bench apply}, its second part: whether 10 000 objects take ten times of 1 000. */
public final class ManyObjects {
  private ManyObjects() {}

  /**
   * Applies 1 000 and 10 000 ConfigMaps, first and again unchanged; prints the time for each
   * object, their ratio and the memory that was allowed.
   *
   * @param args a folder for the manifests
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    if (!Kubectl.isThere()) {
      System.exit(1);
    }
    System.out.printf("%-12s %14s %14s%n", "ConfigMaps", "first ms each", "again ms each");
    double[] few = milliseconds(folder, 1_000);
    double[] many = milliseconds(folder, 10_000);
    System.out.printf("ratio 1000 objects vs 10000, each, first: %.2f%n", few[0] / many[0]);
    System.out.printf("ratio 1000 objects vs 10000, each, unchanged: %.2f%n", few[1] / many[1]);
    System.out.printf("heap: at most %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
    System.exit(0);
  }

  private static double[] milliseconds(Path folder, int count)
      throws IOException, InterruptedException {
    Path file = SampleObjects.configMaps(folder.resolve(count + ".yaml"), count);
    Namespace namespace = new Namespace("bench-" + ProcessHandle.current().pid() + "-" + count);
    namespace.renew();
    try {
      double[] each = {time(file, namespace, count), time(file, namespace, count)};
      System.out.printf("%-12d %14.2f %14.2f%n", count, each[0], each[1]);
      return each;
    } finally {
      namespace.remove();
    }
  }

  private static double time(Path file, Namespace namespace, int count) throws IOException {
    long begin = System.nanoTime();
    Application.inProcess(file, namespace.name());
    return (System.nanoTime() - begin) / 1e6 / count;
  }
}
