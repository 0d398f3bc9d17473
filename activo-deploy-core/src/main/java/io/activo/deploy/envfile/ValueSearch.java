package io.activo.deploy.envfile;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for words and hosts in a value, letters without case, percent-encoded ones too. */
final class ValueSearch {
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(?<![a-z0-9_.-])"
              + "(?:localhost(?:\\.localdomain)?|ip6-localhost|127(?:\\.[0-9]{1,3}){3}|0\\.0\\.0\\.0)"
              + "(?![a-z0-9_-]|\\.[a-z0-9_-])"
              + "|(?<![a-z0-9:.])(?:::1|(?:0{1,4}:){7}0{0,3}1|::ffff:127(?:\\.[0-9]{1,3}){3})"
              + "(?![a-z0-9:.])"
              + "|\\[(?:::|(?:0{1,4}:){7}0{1,4})\\]");
  private static final Pattern ENCODED = Pattern.compile("%(?![0-9a-f]{2})");

  /** A URL within a URL within a URL is encoded as often. */
  private static final int MOST_DECODED = 3;

  private final List<String> texts;

  ValueSearch(String value) {
    List<String> forms = new ArrayList<>(List.of(value.toLowerCase(Locale.ROOT)));
    for (int i = 0; i < MOST_DECODED; i++) {
      String last = forms.get(i);
      String next = last.indexOf('%') < 0 ? last : decoded(last);
      if (next.equals(last)) {
        break;
      }
      forms.add(next);
    }
    this.texts = List.copyOf(forms);
  }

  private static String decoded(String text) {
    String encoded = ENCODED.matcher(text).replaceAll("%25").replace("+", "%2b");
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }

  /** Whether a text stands there where no word goes on beyond its ends. */
  boolean hasWord(String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return texts.stream().anyMatch(text -> hasWord(text, wanted));
  }

  private static boolean hasWord(String text, String word) {
    int at = text.indexOf(word);
    while (at >= 0) {
      if (!isWithinWord(text, at) && !isWithinWord(text, at + word.length())) {
        return true;
      }
      at = text.indexOf(word, at + 1);
    }
    return false;
  }

  /** Whether a word goes on from the character before an offset to the one behind it. */
  private static boolean isWithinWord(String text, int at) {
    return at > 0 && at < text.length() && isWord(text.charAt(at - 1)) && isWord(text.charAt(at));
  }

  private static boolean isWord(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Whether a text stands there as a whole host name or address. */
  boolean hasHost(String host) {
    boolean address = host.indexOf(':') >= 0;
    String name = host.toLowerCase(Locale.ROOT);
    return texts.stream().anyMatch(text -> hasHost(text, name, address));
  }

  private static boolean hasHost(String text, String host, boolean address) {
    int at = text.indexOf(host);
    while (at >= 0) {
      int end = at + host.length();
      boolean begins = at == 0 || !isOfHost(text.charAt(at - 1), address);
      if (begins && endsHost(text, end, address)) {
        return true;
      }
      at = text.indexOf(host, at + 1);
    }
    return false;
  }

  /** A dot ends a name where no further label follows it. */
  private static boolean endsHost(String text, int end, boolean address) {
    if (end == text.length()) {
      return true;
    }
    boolean dot = text.charAt(end) == '.' && !address;
    int next = dot ? end + 1 : end;
    boolean goesOn = next < text.length() && isOfHost(text.charAt(next), address);
    return !goesOn || (dot && text.charAt(next) == '.');
  }

  private static boolean isOfHost(char c, boolean address) {
    return isWord(c) || c == '.' || (address ? c == ':' : c == '_' || c == '-');
  }

  /**
   * The loopback names and addresses that stand there as hosts, and as a host of a URL also the
   * short and the numeric ones, which elsewhere are numbers.
   */
  List<String> loopbacks() {
    return texts.stream().flatMap(ValueSearch::loopbacks).distinct().toList();
  }

  private static Stream<String> loopbacks(String text) {
    return Stream.concat(
        LOOPBACK.matcher(text).results().map(MatchResult::group),
        Hosts.ofUrls(text).filter(NumericAddress::isLoopback));
  }
}
