package io.activo.deploy.description;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.regex.Pattern;

/** What Kubernetes takes for most names (RFC 1123). */
final class DnsLabel {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private static final Pattern SUBDOMAIN =
      Pattern.compile("(?=.{1,253}$)" + LABEL.pattern() + "(?:\\." + LABEL.pattern() + ")*");

  private DnsLabel() {}

  /** Checks what may be several labels with dots between them. */
  static void checkSubdomain(String key, Text text, Problems problems) {
    if (!SUBDOMAIN.matcher(text.value()).matches()) {
      problems.add(
          Problem.of(
              "'" + key + "' is '" + text.value() + "', but must be a DNS name",
              text.at(),
              "use lower-case letters, digits, '-' and '.', a letter or digit first and last"));
    }
  }

  static void check(String key, Text text, Problems problems) {
    if (!LABEL.matcher(text.value()).matches()) {
      problems.add(
          Problem.of(
              "'" + key + "' is '" + text.value() + "', but must be a DNS label",
              text.at(),
              "use at most 63 lower-case letters, digits and '-', neither first nor last a '-'"));
    }
  }
}
