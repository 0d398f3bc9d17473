package io.activo.deploy.secret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces every secret of a run by {@code ***} in any text that is shown: the values of variables
 * whose names say so, and the password of every URL, known or not.
 */
public final class Masker {
  /**
   * Shorter values are not looked for in free text: to mask every {@code 1} would hide nothing and
   * spoil all. Where such a value is shown beside its name it is masked all the same.
   */
  private static final int SHORTEST = 4;

  /** Switches, such as {@code TOKENIZERS_PARALLELISM=true}, are no secrets whatever their name. */
  private static final Set<String> SWITCHES =
      Set.of("true", "false", "null", "none", "auto", "always", "never", "default", "enabled");

  /**
   * The user information of a URL (RFC 3986, section 3.2.1) up to the last {@code @}: a password
   * that was not percent-encoded may hold {@code /}, {@code ?} and {@code #}. What looks like a
   * port is none: {@code http://host:80/a@b}.
   */
  private static final Pattern URL_PASSWORD =
      Pattern.compile(
          "((?<=[A-Za-z0-9+.-])://[^\\s/?#:@\"']*:)(?![0-9]{1,5}(?:[/?#\"'\\s]|$))"
              + "((?:(?![,;][A-Za-z][A-Za-z0-9+.-]*://)[^\\s\"'])+)@");

  /**
   * The same in a value, which is no free text: here white space and quotes too belong to a
   * password that nobody encoded.
   */
  private static final Pattern VALUE_PASSWORD =
      Pattern.compile(
          "((?<=[A-Za-z0-9+.-])://[^\\s/?#:@\"']*:)(?![0-9]{1,5}(?:[/?#\"'\\s]|$))"
              + "([^\\s\"'@]*[\\s\"'][^@]*)@");

  /** A parameter of a URL's query, as JDBC drivers and libpq take it, or of a connection string. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "((?:[?&;]|^|\\s)(?:password|passwd|pwd|sslpassword)=)([^&;\\s\"']+)",
          Pattern.CASE_INSENSITIVE);

  /** In a Redis URL the name alone is a password for some drivers. */
  private static final Pattern REDIS_PASSWORD =
      Pattern.compile("((?:rediss?|redis[+-][a-z+-]+)://)([^\\s/?#:@\"']+)@");

  /** A token alone in a URL, as in the addresses of git repositories. */
  private static final Pattern URL_TOKEN = Pattern.compile("(https?://)([^\\s/?#:@\"']{16,})@");

  /** What is secret in a kubeconfig or a key file, which is itself the value of a variable. */
  private static final Pattern INNER =
      Pattern.compile(
          "(?:token|password|client-key-data|client-secret|private_key|private_key_id)[\"']?\\s*:"
              + "\\s*[\"']?([^\\s\"',}]+)");

  private final List<String> longestFirst;
  private final Set<String> names;

  private Masker(Collection<String> secrets, Collection<String> names) {
    this.names = Set.copyOf(names);
    this.longestFirst =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST && !SWITCHES.contains(secret))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** A masker of URL passwords only. */
  public static Masker ofUrls() {
    return new Masker(List.of(), List.of());
  }

  /**
   * A masker for the variables of a run.
   *
   * @param variables name and value of everything that the run can read
   * @param secretNames names that are secret whatever they look like
   */
  public static Masker of(Map<String, String> variables, Collection<String> secretNames) {
    Set<String> secrets = new HashSet<>();
    variables.forEach(
        (name, value) -> {
          if (SecretNames.looksSecret(name) || secretNames.contains(name)) {
            addWithLines(value, secrets);
          }
          for (Pattern password :
              List.of(URL_PASSWORD, VALUE_PASSWORD, PARAMETER, REDIS_PASSWORD)) {
            password.matcher(value).results().forEach(found -> secrets.add(found.group(2)));
          }
        });
    return new Masker(secrets, secretNames);
  }

  /** A masker that knows more values. */
  public Masker and(Collection<String> more) {
    List<String> all = new ArrayList<>(longestFirst);
    Set<String> withLines = new HashSet<>();
    more.forEach(value -> addWithLines(value, withLines));
    all.addAll(withLines);
    return new Masker(all, names);
  }

  /** A key of several lines is often printed line by line, and a token without what is around. */
  private static void addWithLines(String value, Set<String> secrets) {
    secrets.add(value);
    Matcher inner = INNER.matcher(value);
    while (inner.find()) {
      secrets.add(inner.group(1));
    }
    value.lines().map(String::strip).filter(line -> line.length() >= 16).forEach(secrets::add);
  }

  /** The text without secrets. */
  public String mask(String text) {
    String masked = URL_PASSWORD.matcher(text).replaceAll("$1***@");
    masked = URL_TOKEN.matcher(masked).replaceAll("$1***@");
    masked = REDIS_PASSWORD.matcher(masked).replaceAll("$1***@");
    masked = PARAMETER.matcher(masked).replaceAll("$1***");
    for (String secret : longestFirst) {
      masked = masked.replace(secret, Secret.MASK);
    }
    return masked;
  }

  /** The value of a variable, as it may be shown beside its name. */
  public String show(String name, String value) {
    boolean secret = names.contains(name) || SecretNames.looksSecret(name);
    return secret ? Secret.MASK : mask(VALUE_PASSWORD.matcher(value).replaceAll("$1***@"));
  }
}
