package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One corpus file: what a real program did, a JSON object a line. Read from the folder in the
 * system property {@code activo.corpora}, by default from the copy in the test resources.
 *
 * @param file the path below the corpora's folder: {@code envsubst-gnu/cases.jsonl}
 */
public record Corpus(String file) {

  /** Judges one row: empty when our result is equal, otherwise what differs. */
  public interface Judge {
    Optional<String> judge(LiveObject row) throws Exception;
  }

  /** Where the corpora are. */
  public static Path folder() {
    String property = System.getProperty("activo.corpora", "");
    return Path.of(property.isEmpty() ? "src/test/resources/corpora" : property);
  }

  /**
   * Rows that we decide to differ from.
   *
   * @param reason why
   * @param rows which rows these are; a rule rather than a list, so that rows not seen fall under
   *     it
   */
  public record NamedException(String reason, Predicate<LiveObject> rows) {}

  /**
   * Judges every row, prints {@code corpus <file>: <rows> rows, <equal> equal, <exceptions> named
   * exceptions}, and fails if a row is neither equal nor a named exception.
   *
   * @param exceptions the rows that we decide to differ from, by {@code id}, with the reason
   */
  public void judge(Map<String, String> exceptions, Judge judge) throws Exception {
    judge(
        exceptions.entrySet().stream()
            .map(
                named ->
                    new NamedException(
                        named.getValue(), row -> row.text("id").equals(named.getKey())))
            .toList(),
        judge);
  }

  /** As {@link #judge(Map, Judge)}, with exceptions that are given by rules. */
  public void judge(List<NamedException> exceptions, Judge judge) throws Exception {
    judgeExcept(row -> reason(exceptions, row), judge);
  }

  /**
   * The same, with one rule for all exceptions.
   *
   * @param exceptions the reason why we decide to differ from a row; empty for every other row
   */
  public void judgeExcept(Function<LiveObject, Optional<String>> exceptions, Judge judge)
      throws Exception {
    assumeTrue(isThere(), "corpus " + file + " is absent");
    List<String> wrong = new ArrayList<>();
    int equal = 0;
    int excepted = 0;
    List<LiveObject> rows = rows();
    for (LiveObject row : rows) {
      Optional<String> difference = judge.judge(row);
      Optional<String> reason = exceptions.apply(row);
      if (difference.isEmpty()) {
        equal++;
      } else if (reason.isPresent()) {
        excepted++;
      } else {
        wrong.add(name(row) + ": " + difference.get());
      }
    }
    System.out.printf(
        "corpus %s: %d rows, %d equal, %d named exceptions%n", file, rows.size(), equal, excepted);
    if (rows.isEmpty()) {
      fail(file + " holds no row");
    }
    if (!wrong.isEmpty()) {
      fail(wrong.size() + " rows of " + file + ":\n" + String.join("\n", wrong));
    }
  }

  private static Optional<String> reason(List<NamedException> exceptions, LiveObject row) {
    return exceptions.stream()
        .filter(exception -> exception.rows().test(row))
        .map(NamedException::reason)
        .findFirst();
  }

  private static String name(LiveObject row) {
    return row.text("id").isEmpty() ? row.text("scenario") : row.text("id");
  }

  private boolean isThere() {
    if (Files.exists(folder().resolve(file))) {
      return true;
    }
    System.out.println("corpus " + file + ": absent");
    return false;
  }

  /** The rows. */
  public List<LiveObject> rows() {
    try {
      return Files.readAllLines(folder().resolve(file)).stream()
          .filter(line -> !line.isBlank())
          .map(line -> new LiveObject(Json.parseObject(line)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
