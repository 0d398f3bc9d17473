package io.activo.deploy.benchmark;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What methods of {@link TemplatesBenchmark} took, gathered over several runs. */
final class Measurements {
  private final int size;
  private final Map<String, List<Double>> milliseconds = new HashMap<>();
  private final Map<String, Double> allocated = new HashMap<>();

  /** With a text of a size, in bytes. */
  Measurements(int size) {
    this.size = size;
  }

  /** Runs some of the benchmarks once, each in a process of its own. */
  void run(List<String> names) throws RunnerException {
    for (RunResult result : new Runner(options(names)).run()) {
      String name = result.getPrimaryResult().getLabel();
      List<Double> times = milliseconds.computeIfAbsent(name, key -> new ArrayList<>());
      for (IterationResult iteration : result.getAggregatedResult().getIterationResults()) {
        times.add(iteration.getPrimaryResult().getScore());
      }
      Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
      allocated.put(name, requireNonNull(bytes, "the profiler").getScore());
    }
  }

  private Options options(List<String> names) {
    return new OptionsBuilder()
        .include(TemplatesBenchmark.class.getSimpleName() + "\\.(" + String.join("|", names) + ")$")
        .param("size", Integer.toString(size))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }

  /** How long a benchmark took, in ms. */
  Times times(String name) {
    List<Double> sorted = milliseconds.getOrDefault(name, List.of()).stream().sorted().toList();
    return new Times(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }

  /** How much of the text went through, in GB/s. */
  double throughput(Times times) {
    return size / times.median() / 1_000_000;
  }

  /** How much it allocated, in KB. */
  double allocated(String name) {
    return allocated.getOrDefault(name, Double.NaN) / 1_000;
  }

  /** In ms. */
  record Times(double min, double median, double max) {}
}
