package io.activo.deploy.problem;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Collects problems, so that all are told at once. Not for use by several threads. */
public final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();

  /** Adds a problem; one that is equal to an earlier one is told once. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Does a part of the work, and keeps its problems if it has any. */
  public <T> Optional<T> collect(Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (DeployException e) {
      found.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** As {@link #collect(Supplier)}; a problem without a place is told at {@code at}. */
  public <T> Optional<T> collect(Supplier<T> work, Place at) {
    try {
      return Optional.of(work.get());
    } catch (DeployException e) {
      e.problems().forEach(problem -> found.add(problem.at(at)));
      return Optional.empty();
    }
  }

  /** Does a part of the work that gives nothing, and keeps its problems if it has any. */
  public void run(Runnable work) {
    try {
      work.run();
    } catch (DeployException e) {
      found.addAll(e.problems());
    }
  }

  /** As {@link #run(Runnable)}; a problem without a place is told at {@code at}. */
  public void run(Runnable work, Place at) {
    try {
      work.run();
    } catch (DeployException e) {
      e.problems().forEach(problem -> found.add(problem.at(at)));
    }
  }

  /** Whether nothing was found so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * What was found so far: file by file in the order in which the files came up, within a file from
   * top to bottom, and then what has no position.
   */
  public List<Problem> list() {
    List<String> files =
        found.stream().map(Problems::file).flatMap(Optional::stream).distinct().toList();
    return found.stream()
        .sorted(
            Comparator.comparingInt((Problem problem) -> rank(files, problem))
                .thenComparingInt(problem -> position(problem, Place.InText::line))
                .thenComparingInt(problem -> position(problem, Place.InText::column)))
        .toList();
  }

  private static Optional<String> file(Problem problem) {
    return problem.where() instanceof Place.InText text
        ? Optional.of(text.file())
        : Optional.empty();
  }

  private static int rank(List<String> files, Problem problem) {
    return file(problem).map(files::indexOf).orElse(files.size());
  }

  private static int position(Problem problem, ToIntFunction<Place.InText> part) {
    return problem.where() instanceof Place.InText text ? part.applyAsInt(text) : 0;
  }

  /**
   * Ends the work if anything was found.
   *
   * @throws DeployException with every problem
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new DeployException(list());
    }
  }
}
