package io.activo.deploy.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets that stand behind a name, in any case: {@code password=} and its like as JDBC
 * drivers, libpq, ADO connection strings and {@code -D} of Java take them, tokens and signatures in
 * the query of a URL, the same names in JSON, and the header {@code Authorization} (RFC 9110,
 * section 11.6.2). A value in quotes ends at the quote, one of a list at its {@code ;}. The time is
 * linear in the length of the text.
 */
final class SecretParameters {
  private static final String PASSWORD = "(?:password|passwd|pwd|sslpassword)";
  private static final String TOKEN =
      "(?:token|access_token|api_key|apikey|secret|client_secret|sig|signature)";
  private static final String QUOTE = "\\\\?[\"']";

  private static final Pattern NAME =
      Pattern.compile(
          String.join(
              "|",
              "(?:(?<!\\w)|(?<=(?<!\\w)-D))(?<pair>" + PASSWORD + "=)",
              "(?<=[?&])" + TOKEN + "=",
              "(?<quote>" + QUOTE + ")(?:" + PASSWORD + "|" + TOKEN + ")\\k<quote>\\s*+:\\s*+",
              "(?<!\\w)authorization(?:"
                  + QUOTE
                  + ")?\\s*+[:=]\\s*+"
                  + ("(?:" + QUOTE + ")?(?:bearer|basic)\\s++")),
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HEADER = Pattern.compile("authorization", Pattern.CASE_INSENSITIVE);

  private static final Pattern OPENING = Pattern.compile(QUOTE);
  private static final Pattern END = Pattern.compile("[&;\\s\"']");
  private static final Pattern JSON_END = Pattern.compile("[,\\s\\[\\]{}\"']");

  /** The end of what may hold blanks: also where the next parameter follows. */
  private static final Pattern LIST_END = Pattern.compile("[;\"'\\r\\n]|(?<!\\s)\\s++[\\w.-]++=");

  private final String text;
  private int listEnd = -1;

  private SecretParameters(String text) {
    this.text = text;
  }

  /** The values, without their quotes. */
  static List<SecretPart> in(String text) {
    return mayHaveOne(text) ? new SecretParameters(text).find() : List.of();
  }

  /** Every name ends in one of these signs or is the header's: most texts have none of them. */
  private static boolean mayHaveOne(String text) {
    return text.indexOf('=') >= 0
        || text.indexOf('"') >= 0
        || text.indexOf('\'') >= 0
        || HEADER.matcher(text).find();
  }

  private List<SecretPart> find() {
    List<SecretPart> found = new ArrayList<>();
    Matcher name = NAME.matcher(text);
    int from = 0;
    while (name.find(from)) {
      SecretPart value = value(name);
      if (value.to() > value.from() && !KnownSecrets.isSwitch(value.of(text))) {
        found.add(value);
      }
      from = value.to();
    }
    return found;
  }

  private SecretPart value(Matcher name) {
    int from = name.end();
    Matcher opening = OPENING.matcher(text).region(from, text.length());
    if (!opening.lookingAt()) {
      return new SecretPart(from, end(name, from));
    }
    int begin = opening.end();
    boolean isClosing = text.startsWith(opening.group(), name.start() - opening.group().length());
    return new SecretPart(begin, isClosing ? next(END, begin) : closing(opening.group(), begin));
  }

  /** The closing quote, or where there is none the end of the line. */
  private int closing(String quote, int from) {
    int at = from;
    while (at < text.length() && !isLineBreak(text.charAt(at))) {
      if (text.startsWith(quote, at)) {
        if (!text.startsWith(quote, at + quote.length())) {
          return at;
        }
        at += quote.length();
      } else if (text.charAt(at) == '\\') {
        at++;
      }
      at++;
    }
    return Math.min(at, text.length());
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private int end(Matcher name, int from) {
    if (name.group("quote") != null) {
      return next(JSON_END, from);
    }
    return name.group("pair") != null ? pairEnd(name.start(), from) : next(END, from);
  }

  /** In a list with {@code ;} the value may hold blanks, in a query or behind {@code -D} not. */
  private int pairEnd(int name, int from) {
    char before = before(name);
    boolean isList = "?&D".indexOf(before) < 0 && (before == ';' || endsAtSemicolon(from));
    return isList ? listEnd(from) : next(END, from);
  }

  /** The character before a name, beyond blanks; a blank where there is none. */
  private char before(int name) {
    int at = name - 1;
    while (at >= 0 && text.charAt(at) == ' ') {
      at--;
    }
    return at < 0 ? ' ' : text.charAt(at);
  }

  private boolean endsAtSemicolon(int from) {
    int end = listEnd(from);
    return end < text.length() && text.charAt(end) == ';';
  }

  private int listEnd(int from) {
    if (listEnd < from) {
      listEnd = next(LIST_END, from);
    }
    return listEnd;
  }

  private int next(Pattern pattern, int from) {
    Matcher end = pattern.matcher(text);
    return end.find(from) ? end.start() : text.length();
  }
}
