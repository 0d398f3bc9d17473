package io.activo.deploy.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Contestants that do the same work, in rounds, so that what else the machine does meets all. */
final class Contest {
  private final String work;
  private final List<Contestant> contestants;
  private final Map<Contestant, Double> first = new HashMap<>();
  private final Map<Contestant, List<Double>> seconds = new HashMap<>();

  /**
   * @param work what all do, for the table's head
   * @param contestants the first is ours
   */
  Contest(String work, List<Contestant> contestants) {
    this.work = work;
    this.contestants = List.copyOf(contestants);
  }

  /**
   * Measures all in turn, prints a table, and a ratio to each other.
   *
   * @param warmUps how many rounds do not count
   * @param rounds how many do, at least 1
   */
  void run(int warmUps, int rounds) throws IOException, InterruptedException {
    for (int round = -warmUps; round < rounds; round++) {
      for (Contestant contestant : contestants) {
        double taken = seconds(contestant);
        first.putIfAbsent(contestant, taken);
        if (round >= 0) {
          seconds.computeIfAbsent(contestant, key -> new ArrayList<>()).add(taken);
        }
      }
    }
    seconds.values().forEach(times -> times.sort(null));
    table(rounds);
    contestants.stream().skip(1).forEach(this::ratio);
  }

  private static double seconds(Contestant contestant) throws IOException, InterruptedException {
    contestant.prepare();
    long begin = System.nanoTime();
    contestant.work();
    long end = System.nanoTime();
    contestant.check();
    return (end - begin) / 1e9;
  }

  private void table(int rounds) {
    String head = "%s, seconds, %d runs each".formatted(work, rounds);
    System.out.printf("%-54s %7s %7s %7s %7s%n", head, "first", "min", "median", "max");
    for (Contestant contestant : contestants) {
      List<Double> times = times(contestant);
      System.out.printf(
          "%-54s %7.3f %7.3f %7.3f %7.3f%n",
          contestant.title(),
          first.get(contestant),
          times.get(0),
          median(contestant),
          times.get(rounds - 1));
    }
  }

  private void ratio(Contestant other) {
    Contestant ours = contestants.get(0);
    System.out.printf(
        "ratio %s vs %s: %.2f%n", ours.title(), other.title(), median(other) / median(ours));
  }

  private double median(Contestant contestant) {
    List<Double> times = times(contestant);
    return times.get(times.size() / 2);
  }

  private List<Double> times(Contestant contestant) {
    return seconds.getOrDefault(contestant, List.of());
  }
}
