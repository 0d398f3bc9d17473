package io.activo.deploy.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds passwords in the user information of URLs (RFC 3986, section 3.2.1). One that was not
 * percent-encoded may hold {@code /}, {@code ?}, {@code #} and {@code @}. What looks like a port is
 * none: {@code http://host:80/a@b}. The time is linear in the length of the text.
 */
final class UrlPasswords {
  private static final Pattern BEGIN =
      Pattern.compile("(?<=[A-Za-z0-9+.-])://[^\\s/?#:@\"']*+:(?![0-9]{1,5}(?:[/?#\"'\\s]|$))");
  private static final Pattern BLANK_OR_QUOTE = Pattern.compile("[\\s\"']");

  /** Where a URL ends in a text: also where the next one of a list begins. */
  private static final Pattern END =
      Pattern.compile(BLANK_OR_QUOTE + "|[,;][A-Za-z][A-Za-z0-9+.-]*+://");

  /** A token alone in a URL, as in the addresses of git repositories. */
  static final SecretPart.Finder TOKENS =
      inUrls(Pattern.compile("https?://([^\\s/?#:@\"']{16,}+)@"));

  /** In a Redis URL the name alone is a password for some drivers. */
  static final SecretPart.Finder REDIS =
      inUrls(Pattern.compile("(?:rediss?|redis[+-][a-z+-]{1,32}+)://([^\\s/?#:@\"']++)@"));

  private static final String AUTHORITY = "://";

  private UrlPasswords() {}

  /** Takes the group of a pattern; most texts hold no URL and are not looked through. */
  private static SecretPart.Finder inUrls(Pattern pattern) {
    SecretPart.Finder finder = SecretPart.Finder.of(pattern);
    return text -> text.contains(AUTHORITY) ? finder.in(text) : List.of();
  }

  /** Those in free text, each up to the last {@code @} before white space or a quote. */
  static List<SecretPart> inText(String text) {
    List<SecretPart> found = new ArrayList<>();
    if (!text.contains(AUTHORITY)) {
      return found;
    }
    Matcher begin = BEGIN.matcher(text);
    Matcher end = END.matcher(text);
    int from = 0;
    while (begin.find(from)) {
      // Behind the last '@' of this run no password can begin: go on behind the run.
      from = end.find(begin.end()) ? end.start() : text.length();
      int at = from - 1;
      while (at > begin.end() && text.charAt(at) != '@') {
        at--;
      }
      if (at > begin.end()) {
        found.add(new SecretPart(begin.end(), at));
      }
    }
    return found;
  }

  /**
   * Those with white space or quotes in a value, which is no free text: they belong to a password
   * that nobody encoded. Each ends at the first {@code @}.
   */
  static List<SecretPart> inValue(String value) {
    List<SecretPart> found = new ArrayList<>();
    Matcher begin = BEGIN.matcher(value);
    Matcher blank = BLANK_OR_QUOTE.matcher(value);
    int at = 0;
    while (at >= 0 && begin.find(at)) {
      at = value.indexOf('@', begin.end());
      if (at >= 0 && blank.region(begin.end(), at).find()) {
        found.add(new SecretPart(begin.end(), at));
      }
    }
    return found;
  }
}
