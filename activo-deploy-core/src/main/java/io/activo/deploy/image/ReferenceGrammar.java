package io.activo.deploy.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image reference taken apart, by the rules of distribution/reference 0.6 ({@code
 * ParseNormalizedNamed}).
 *
 * @param name as written
 * @param domain with the default registry filled in; empty where the grammar finds none
 * @param path with {@code library/} filled in
 */
record ReferenceGrammar(
    String name, String domain, String path, Optional<String> tag, Optional<Digest> digest) {
  static final String HUB = "docker.io";

  private static final String LEGACY_HUB = "index.docker.io";
  private static final int LONGEST_PATH = 255;
  private static final int LONGEST_TEXT = 4096;

  // Possessive loops: Java would take a stack frame for each turn of a greedy one.
  private static final String LABEL = "[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*+";
  private static final String HOST = LABEL + "(?:\\." + LABEL + ")*+|\\[[a-fA-F0-9:]+\\]";
  private static final String DOMAIN = "(?:" + HOST + ")(?::[0-9]+)?";
  private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*+";
  private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
  private static final String DIGEST =
      "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*+:[0-9a-fA-F]{32,}";
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:(?<domain>%s)/)?(?<path>%s(?:/%s)*+)(?::(?<tag>%s))?(?:@(?<digest>%s))?"
              .formatted(DOMAIN, COMPONENT, COMPONENT, TAG, DIGEST));
  private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");

  /** A text cut where the registry's host ends, with the defaults filled in. */
  private record Cut(String domain, String rest) {

    /** The first part is a host only when it looks like one. */
    static Cut of(String text) {
      int slash = text.indexOf('/');
      String first = slash < 0 ? "" : text.substring(0, slash);
      if (first.equals(LEGACY_HUB) || first.equals(HUB)) {
        return hub(text.substring(slash + 1));
      }
      boolean host =
          first.equals("localhost")
              || first.contains(".")
              || first.contains(":")
              || !first.equals(first.toLowerCase(Locale.ROOT));
      return host ? new Cut(first, text.substring(slash + 1)) : hub(text);
    }

    private static Cut hub(String rest) {
      return new Cut(HUB, rest.contains("/") ? rest : "library/" + rest);
    }

    String text() {
      return domain + "/" + rest;
    }

    /** What stands before the tag. */
    String repository() {
      int colon = rest.indexOf(':');
      return colon < 0 ? rest : rest.substring(0, colon);
    }
  }

  /** What is wrong with a text; empty when it is a reference. */
  static Optional<String> fault(String text) {
    if (text.length() > LONGEST_TEXT) {
      return Optional.of("its path is longer than " + LONGEST_PATH + " characters");
    }
    if (IDENTIFIER.matcher(text).matches()) {
      return Optional.of("a name must not be 64 hexadecimal digits, which would be an image's id");
    }
    Cut cut = Cut.of(text);
    String repository = cut.repository();
    if (!repository.equals(repository.toLowerCase(Locale.ROOT))) {
      return Optional.of("the path '" + repository + "' must be in lower case");
    }
    Matcher matcher = REFERENCE.matcher(cut.text());
    return matcher.matches() ? faultOfParts(matcher) : Optional.of(malformed(cut));
  }

  private static Optional<String> faultOfParts(Matcher matcher) {
    if (matcher.group("path").length() > LONGEST_PATH) {
      return Optional.of("its path is longer than " + LONGEST_PATH + " characters");
    }
    return Optional.ofNullable(matcher.group("digest")).flatMap(Digest::fault);
  }

  private static String malformed(Cut cut) {
    if (REFERENCE.matcher(cut.text().toLowerCase(Locale.ROOT)).matches()) {
      return "it must be in lower case";
    }
    if (cut.rest().startsWith("/") || cut.domain().isEmpty()) {
      return "a name is missing, or a scheme such as https:// is written";
    }
    return "it is not name[:tag][@digest], where names are of a-z 0-9 with . _ - between them";
  }

  /** The parts of a text that has no fault. */
  static ReferenceGrammar read(String text) {
    Cut cut = Cut.of(text);
    Matcher matcher = REFERENCE.matcher(cut.text());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no image reference: " + text);
    }
    int suffix = cut.text().length() - matcher.end("path");
    return new ReferenceGrammar(
        text.substring(0, text.length() - suffix),
        Optional.ofNullable(matcher.group("domain")).orElse(""),
        matcher.group("path"),
        Optional.ofNullable(matcher.group("tag")),
        Optional.ofNullable(matcher.group("digest")).map(Digest::new));
  }
}
