package io.activo.deploy.image;

import io.activo.deploy.Corpus;
import io.activo.deploy.kubernetes.LiveObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** distribution/reference and ours read every string alike. */
class ImageReferenceCorpusTest {

  /** What we say where the library says this; the last that fits is meant. */
  private static final Map<String, String> FAULTS =
      Map.of(
          "must be lowercase", "lower case",
          "255 characters", "255 characters",
          "64-byte hexadecimal", "64 hexadecimal digits",
          "invalid checksum digest format", "the digest's format",
          "invalid checksum digest length", "the digest's length",
          "unsupported digest algorithm", "the digest's algorithm");

  @Test
  void readsReferencesAsTheDistributionLibrary() throws Exception {
    new Corpus("image-reference/normalized-real.jsonl")
        .judge(Map.of(), ImageReferenceCorpusTest::judge);
  }

  private static Optional<String> judge(LiveObject row) {
    String input = row.text("input");
    Optional<String> fault = ImageReference.fault(input);
    String expected = row.text("error");
    if (!expected.isEmpty()) {
      return fault.isPresent() && fault.get().contains(ours(expected))
          ? Optional.empty()
          : Optional.of("expected " + expected + ", was " + fault);
    }
    if (fault.isPresent()) {
      return fault;
    }
    ImageReference read = ImageReference.parse(input);
    Map<String, String> actual =
        Map.of(
            "input", read.toString(),
            "domain", read.domain(),
            "path", read.path(),
            "familiar", read.familiar(),
            "normalized", read.normalized().toString(),
            "with_default_tag", read.withDefaultTag().normalized().toString(),
            "tag", read.tag().orElse(""),
            "digest", read.digest().map(Digest::toString).orElse(""));
    return actual.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(row.text(entry.getKey())))
        .map(entry -> entry + ", expected " + row.text(entry.getKey()))
        .findFirst();
  }

  private static String ours(String error) {
    return FAULTS.entrySet().stream()
        .filter(entry -> error.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
