package io.activo.deploy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** {@code it/bench templates}: the template engine beside what else people use. */
public final class Templates {
  private static final int ROUNDS = 4;
  private static final String SIX = "sixTemplates";

  private Templates() {}

  /**
   * Checks that all make the same of the text, measures them in turn, prints a table and ratios.
   */
  public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
    List<Engine> engines = engines();
    Files.write(
        TemplatesBenchmark.FILE, Sample.repeated(Sample.manifests(), TemplatesBenchmark.SIZE));
    new Agreement(TemplatesBenchmark.FILE).require(engines);
    Measurements measured = measure(engines);
    table(engines, measured);
    ratios(engines, measured);
    memory(measured);
    System.out.printf(
        "six templates of the sample, parsed and rendered: %.3f ms (at most 5)%n",
        measured.times(SIX).median());
  }

  private static List<Engine> engines() {
    List<Engine> engines = new ArrayList<>(List.of(Engine.values()));
    if (!Envsubst.isThere()) {
      System.out.println("GNU envsubst is not there; to have it: apt-get install gettext-base");
      engines.remove(Engine.ENVSUBST);
    }
    return engines;
  }

  /** In rounds, so that what else the machine does meets all of them. */
  private static Measurements measure(List<Engine> engines) throws RunnerException {
    Measurements measured = new Measurements(TemplatesBenchmark.SIZE);
    measured.run(List.of(SIX));
    for (int round = 0; round < ROUNDS; round++) {
      measured.run(engines.stream().map(Engine::benchmark).toList());
    }
    return measured;
  }

  private static void table(List<Engine> engines, Measurements measured) {
    System.out.printf(
        "%-44s %7s %7s %7s %7s%n", "77 MB of manifests, ms", "min", "median", "max", "GB/s");
    for (Engine engine : engines) {
      Measurements.Times times = measured.times(engine.benchmark());
      System.out.printf(
          "%-44s %7.1f %7.1f %7.1f %7.2f%n",
          engine.title(), times.min(), times.median(), times.max(), measured.throughput(times));
    }
  }

  private static void ratios(List<Engine> engines, Measurements measured) {
    if (engines.contains(Engine.ENVSUBST)) {
      List.of(Engine.GNU, Engine.GNU_FILE, Engine.STRICT)
          .forEach(ours -> ratio(ours, Engine.ENVSUBST, measured));
    }
    List.of(Engine.GNU, Engine.STRICT).forEach(ours -> ratio(ours, Engine.SUBSTITUTOR, measured));
  }

  private static void ratio(Engine ours, Engine other, Measurements measured) {
    double ratio =
        measured.times(other.benchmark()).median() / measured.times(ours.benchmark()).median();
    System.out.printf("ratio %s vs %s: %.1f%n", ours.title(), other.title(), ratio);
  }

  /** Beyond the input, which is there before; the output goes nowhere. */
  private static void memory(Measurements measured) throws RunnerException {
    int tenth = TemplatesBenchmark.SIZE / 10;
    Measurements less = new Measurements(tenth);
    for (Engine engine : List.of(Engine.GNU, Engine.STRICT)) {
      less.run(List.of(engine.benchmark()));
      System.out.printf(
          "allocated by %s: %.0f KB for 7.7 MB, %.0f KB for 77 MB%n",
          engine.title(),
          less.allocated(engine.benchmark()),
          measured.allocated(engine.benchmark()));
    }
  }
}
