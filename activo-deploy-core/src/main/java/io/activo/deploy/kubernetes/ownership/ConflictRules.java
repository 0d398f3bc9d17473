package io.activo.deploy.kubernetes.ownership;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is done about fields that other managers own with other values.
 *
 * <p>A rule is for a {@code FIELD} of every object, for an object, {@code KIND/NAME}, or for a
 * field of it, {@code KIND/NAME/FIELD}. A field is written as {@code spec.replicas}, an item of a
 * list by its keys or its place in the manifest, from 0: {@code
 * spec.template.spec.containers[name=app].image} (or {@code [name="app"]}, {@code [0]}), and a name
 * with dots as it is: {@code metadata.annotations.example.org/team}. A rule covers all that stands
 * in its field. What names the object counts before what does not, then the longer field counts.
 *
 * @param otherwise where nothing else is said
 * @param byField the rules
 */
public record ConflictRules(Choice otherwise, Map<String, Choice> byField) {
  /** Every conflict is an error. */
  public static final ConflictRules FAIL = new ConflictRules(Choice.FAIL, Map.of());

  /** Also a kind that is none, as {@code deployment}: no field has a slash before the first dot. */
  private static final Pattern OBJECT = Pattern.compile("(?<object>[^./\\[]+/[^/]+)(?:/.*)?");

  public ConflictRules {
    byField = Map.copyOf(byField);
  }

  /** The object, {@code KIND/NAME}, that a rule is for; empty where it is for every object. */
  public static Optional<String> object(String rule) {
    Matcher matcher = OBJECT.matcher(rule);
    return matcher.matches() ? Optional.of(matcher.group("object")) : Optional.empty();
  }

  /** What is done about one field. */
  public enum Choice {
    /** The object is not applied. */
    FAIL,
    /** The field gets our value, and is ours. */
    TAKE,
    /** The field keeps the other's value, and is left out of what is applied. */
    LEAVE
  }
}
