package io.activo.deploy.secret;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces every secret of a run by {@code ***} in any text that is shown: the values of variables
 * whose names say so, and known or not the password of every URL and of what says {@code password=}
 * or the like.
 */
public final class Masker {
  /** What is looked for in any text, one after the other. */
  private static final List<SecretPart.Finder> IN_TEXT =
      List.of(UrlPasswords::inText, UrlPasswords.TOKENS, UrlPasswords.REDIS, SecretParameters::in);

  /** What of a value is secret wherever it stands. */
  private static final List<SecretPart.Finder> IN_VALUES =
      List.of(
          UrlPasswords::inText, UrlPasswords::inValue, UrlPasswords.REDIS, SecretParameters::in);

  /** What is secret in a kubeconfig or a key file, which is itself the value of a variable. */
  private static final Pattern INNER =
      Pattern.compile(
          "(?:token|password|client-key-data|client-secret|private_key|private_key_id)[\"']?\\s*:"
              + "\\s*[\"']?([^\\s\"',}]+)");

  private final KnownSecrets known;
  private final Set<String> names;

  private Masker(Collection<String> secrets, Collection<String> names) {
    this.known = new KnownSecrets(secrets);
    this.names = Set.copyOf(names);
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
          IN_VALUES.forEach(
              finder -> finder.in(value).forEach(part -> secrets.add(part.of(value))));
        });
    return new Masker(secrets, secretNames);
  }

  /** A masker that knows more values. */
  public Masker and(Collection<String> more) {
    Set<String> all = new HashSet<>(known.values());
    more.forEach(value -> addWithLines(value, all));
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

  /** The text without secrets. The time is linear in the length of the text. */
  public String mask(String text) {
    String masked = text;
    for (SecretPart.Finder finder : IN_TEXT) {
      masked = SecretPart.mask(masked, finder.in(masked));
    }
    return known.mask(masked);
  }

  /** The value of a variable, as it may be shown beside its name. */
  public String show(String name, String value) {
    boolean secret = names.contains(name) || SecretNames.looksSecret(name);
    return secret ? Secret.MASK : mask(SecretPart.mask(value, UrlPasswords.inValue(value)));
  }
}
