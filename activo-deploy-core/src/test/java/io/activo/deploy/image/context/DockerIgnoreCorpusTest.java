package io.activo.deploy.image.context;

import io.activo.deploy.Corpus;
import io.activo.deploy.kubernetes.LiveObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** moby/patternmatcher and ours read, translate and match every pattern alike. */
class DockerIgnoreCorpusTest {

  @Test
  void readsTheFileAsMoby() throws Exception {
    new Corpus("dockerignore/ignorefile-real.jsonl")
        .judge(
            Map.of(),
            row ->
                row.text("error").isEmpty()
                    ? differ(strings(row), IgnoreFile.patterns(row.text("input")))
                    : differ(false, IgnoreFile.problems("x", row.text("input")).isEmpty()));
  }

  @Test
  void translatesPatternsAsMoby() throws Exception {
    new Corpus("dockerignore/patternmatcher-compile.jsonl")
        .judge(
            Map.of(),
            row -> {
              var translation = IgnorePattern.Translation.of(row.text("pattern"));
              String kind = translation.kind().name().toLowerCase(Locale.ROOT) + "Match";
              String regexp = kind.equals("regexpMatch") ? translation.regexp() : "";
              return differ(row.text("match_type") + row.text("regexp"), kind + regexp);
            });
  }

  @Test
  void matchesWhatMobysOwnTestsMatch() throws Exception {
    new Corpus("dockerignore/patternmatcher-upstream.jsonl")
        .judge(
            Map.of(),
            row -> {
              boolean error = row.value("error").equals(Optional.of(true));
              Object expected = error ? "error" : row.value("excluded").orElseThrow();
              return differ(expected, decide(strings(row), row.text("path")));
            });
  }

  @Test
  void matchesWhatMobyMatches() throws Exception {
    new Corpus("dockerignore/patternmatcher-real.jsonl")
        .judge(Map.of(), DockerIgnoreCorpusTest::judgeDecisions);
  }

  private static Optional<String> judgeDecisions(LiveObject row) {
    if (!row.text("error").isEmpty()) {
      return differ("error", decide(strings(row), "x"));
    }
    return row.object("result").content().entrySet().stream()
        .map(
            entry ->
                differ(
                        entry.getValue() instanceof Boolean excluded ? excluded : "error",
                        decide(strings(row), entry.getKey()))
                    .map(difference -> strings(row) + " " + entry.getKey() + ": " + difference))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Object decide(List<String> patterns, String path) {
    if (patterns.stream().anyMatch(pattern -> IgnoreFile.fault(cleaned(pattern)).isPresent())) {
      return "error";
    }
    try {
      return DockerIgnore.of(patterns).excludes(path);
    } catch (GoRegexp.Malformed e) {
      return "error";
    }
  }

  private static String cleaned(String pattern) {
    return pattern.isBlank() ? "x" : GoPath.clean(pattern.strip());
  }

  private static List<String> strings(LiveObject row) {
    return ((List<?>) row.value("patterns").orElseThrow()).stream().map(String::valueOf).toList();
  }

  private static Optional<String> differ(Object expected, Object actual) {
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of("expected " + expected + ", was " + actual);
  }
}
