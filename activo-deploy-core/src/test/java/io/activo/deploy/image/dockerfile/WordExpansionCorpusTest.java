package io.activo.deploy.image.dockerfile;

import io.activo.deploy.Corpus;
import io.activo.deploy.kubernetes.LiveObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** BuildKit and ours make the same of a word. */
class WordExpansionCorpusTest {

  @Test
  void expandsWordsAsBuildKit() throws Exception {
    new Corpus("dockerfile/buildkit-envvar.jsonl")
        .judge(
            List.of(
                new Corpus.NamedException(
                    "images for Windows are not built, where names have no case",
                    row -> row.text("platform").equals("windows"))),
            WordExpansionCorpusTest::judge);
  }

  private static Optional<String> judge(LiveObject row) {
    Map<String, String> scope = new TreeMap<>();
    row.object("env").content().forEach((name, value) -> scope.put(name, String.valueOf(value)));
    String expected =
        row.value("error").equals(Optional.of(true)) ? "refused" : "=" + row.text("expected");
    String actual = expand(row.text("input"), scope);
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of(row.text("input") + ": expected " + expected + ", was " + actual);
  }

  private static String expand(String word, Map<String, String> scope) {
    try {
      return "=" + new WordExpansion(word, '\\', scope).result();
    } catch (WordExpansion.Malformed e) {
      return "refused";
    }
  }
}
