package io.activo.deploy.envfile;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must not appear in the values of an env-file, so that an environment does not use what is
 * another's.
 *
 * @param words texts that are forbidden as words, in the sense of {@link
 *     EnvFileRewrite.Mode#WORDS}, in any case: {@code staging} forbids {@code activo_Staging}
 * @param hosts whole host names and addresses that are forbidden, in any case: {@code db.staging}
 *     forbids {@code postgres://db.staging/x}, not {@code db.staging.example}
 * @param loopback whether {@code localhost}, {@code 127.0.0.0/8}, {@code ::1} and {@code 0.0.0.0}
 *     are forbidden as hosts, in whatever notation: {@code localhost.localdomain}, {@code [::]},
 *     {@code ::ffff:127.0.0.1}, in a URL also {@code 127.1} and {@code 0x7f000001}
 * @param allow keys in which everything is allowed, with the reason why
 */
public record Guard(
    List<Forbidden> words, List<Forbidden> hosts, boolean loopback, Map<String, String> allow) {

  /**
   * Something that is forbidden.
   *
   * @param text the word or the host
   * @param reason what it is, as a message says it: {@code the name of environment staging}
   */
  public record Forbidden(String text, String reason) {
    public Forbidden {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("an empty text cannot be forbidden");
      }
    }
  }

  /**
   * What a guard found.
   *
   * @param refused every forbidden thing, at its value, with the key; never the value
   * @param warnings exceptions that allow nothing
   */
  public record Findings(List<Problem> refused, List<Problem> warnings) {
    public Findings {
      refused = List.copyOf(refused);
      warnings = List.copyOf(warnings);
    }

    /**
     * Ends the work if anything was refused.
     *
     * @throws DeployException with everything that was refused
     */
    public void throwIfRefused() {
      if (!refused.isEmpty()) {
        throw new DeployException(refused);
      }
    }
  }

  public Guard {
    words = List.copyOf(words);
    hosts = List.copyOf(hosts);
    allow = Collections.unmodifiableMap(new LinkedHashMap<>(allow));
  }

  /** A guard that forbids nothing. */
  public static Guard none() {
    return new Guard(List.of(), List.of(), false, Map.of());
  }

  /**
   * Checks every value of an env-file, as it stands and as it is read with an empty environment.
   *
   * @param given where keys were given their values, if not by a line of the file that was read: by
   *     {@code set}, for example
   * @param otherwise where the value of a key comes from that has neither
   */
  public Findings check(EnvFile file, Map<String, ? extends Place> given, Place otherwise) {
    Problems refused = new Problems();
    Set<String> used = new HashSet<>();
    for (ReadValue value : file.readValues()) {
      List<Forbidden> hits = hits(value);
      if (!hits.isEmpty() && allow.containsKey(value.key())) {
        used.add(value.key());
      } else {
        Optional<Place> place = Optional.ofNullable(given.get(value.key()));
        Place where = place.or(value::origin).orElse(otherwise);
        hits.forEach(hit -> refused.add(problem(value.key(), hit, where)));
      }
    }
    return new Findings(refused.list(), unused(used));
  }

  private List<Forbidden> hits(ReadValue value) {
    List<Forbidden> hits = new ArrayList<>();
    for (String text : value.texts()) {
      ValueSearch search = new ValueSearch(text);
      words.stream().filter(word -> search.hasWord(word.text())).forEach(hits::add);
      hosts.stream().filter(host -> search.hasHost(host.text())).forEach(hits::add);
      if (loopback) {
        search.loopbacks().forEach(found -> hits.add(new Forbidden(found, "a loopback address")));
      }
    }
    return hits;
  }

  private static Problem problem(String key, Forbidden hit, Place place) {
    return Problem.of(
        "'%s' holds '%s', %s".formatted(key, hit.text(), hit.reason()),
        place,
        "mend the value, or allow it by env-file.guard.allow: {%s: reason}".formatted(key));
  }

  private List<Problem> unused(Set<String> used) {
    return allow.keySet().stream()
        .filter(key -> !used.contains(key))
        .map(
            key ->
                Problem.of(
                    "env-file.guard.allow: '" + key + "' holds nothing that is forbidden",
                    "remove the exception"))
        .toList();
  }
}
