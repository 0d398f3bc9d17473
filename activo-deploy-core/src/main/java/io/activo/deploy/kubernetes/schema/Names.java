package io.activo.deploy.kubernetes.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The syntax of names, as k8s.io/apimachinery/pkg/util/validation has it. Each rule gives what a
 * text must be that it is not, and nothing for one that is right.
 */
final class Names {

  /** One syntax. */
  @FunctionalInterface
  interface Syntax {
    /** What the text must be; empty where it is. */
    Optional<String> wanted(String text);
  }

  private static final String LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
  private static final String NAME_PART = "(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final int MAX_LABEL = 63;
  private static final int MAX_SUBDOMAIN = 253;
  private static final int MAX_PORT_NAME = 15;

  static final Syntax DNS_LABEL =
      syntax(LABEL, MAX_LABEL, "lower-case letters, digits and '-', at most 63 characters");
  static final Syntax DNS_1035_LABEL =
      syntax(
          "[a-z](?:[-a-z0-9]*[a-z0-9])?",
          MAX_LABEL,
          "lower-case letters, digits and '-', beginning with a letter, at most 63 characters");
  static final Syntax DNS_SUBDOMAIN =
      syntax(
          LABEL + "(?:\\." + LABEL + ")*",
          MAX_SUBDOMAIN,
          "lower-case letters, digits, '-' and '.', at most 253 characters");
  static final Syntax WILDCARD_SUBDOMAIN =
      syntax("\\*(?:\\." + LABEL + ")+", MAX_SUBDOMAIN, "'*.' and a DNS name");
  static final Syntax LABEL_VALUE =
      syntax(
          "(?:" + NAME_PART + ")?",
          MAX_LABEL,
          "letters, digits, '-', '_' and '.', a letter or digit at both ends, at most 63"
              + " characters");
  static final Syntax CONFIG_KEY =
      syntax(
          "(?!\\.$|\\.\\.)[-._a-zA-Z0-9]+",
          MAX_SUBDOMAIN,
          "letters, digits, '-', '_' and '.', not beginning with '..', at most 253 characters");
  static final Syntax PATH_SEGMENT =
      text ->
          text.equals(".") || text.equals("..") || text.contains("/") || text.contains("%")
              ? Optional.of("free of '/' and '%'")
              : Optional.empty();
  static final Syntax PORT_NAME =
      syntax(
          "(?=.*[a-z])(?!.*--)" + LABEL,
          MAX_PORT_NAME,
          "lower-case letters, digits and single '-', at most 15 characters");
  static final Syntax OLD_VARIABLE =
      syntax(
          "[-._a-zA-Z][-._a-zA-Z0-9]*",
          Integer.MAX_VALUE,
          "letters, digits, '_', '-' and '.', not beginning with a digit");
  static final Syntax VARIABLE =
      syntax("[ -<>-~]+", Integer.MAX_VALUE, "printable ASCII characters without '='");

  /** A label key; the part before the slash is a DNS name. */
  static final Syntax QUALIFIED =
      text -> {
        int slash = text.indexOf('/');
        String prefix = slash < 0 ? "a" : text.substring(0, slash);
        boolean right =
            DNS_SUBDOMAIN.wanted(prefix).isEmpty()
                && !text.substring(slash + 1).isEmpty()
                && LABEL_VALUE.wanted(text.substring(slash + 1)).isEmpty();
        return right
            ? Optional.empty()
            : Optional.of(
                "letters, digits, '-', '_' and '.', at most 63 characters, behind an optional DNS"
                    + " name and '/'");
      };

  private Names() {}

  private static Syntax syntax(String pattern, int longest, String wanted) {
    Pattern compiled = Pattern.compile(pattern);
    return text ->
        text.length() <= longest && compiled.matcher(text).matches()
            ? Optional.empty()
            : Optional.of(wanted);
  }

  /** The same syntax, where nothing may stand there as well. */
  static Syntax orEmpty(Syntax syntax) {
    return text -> text.isEmpty() ? Optional.empty() : syntax.wanted(text);
  }

  static boolean is(Syntax syntax, String text) {
    return syntax.wanted(text).isEmpty();
  }
}
