package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.ownership.ConflictRules.Choice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say about the fields of one object.
 *
 * @param forms the object in the manifest, and as it lives if it does: a rule may mean what only
 *     one of them has
 * @param rules the rules for it, the one that counts most first
 * @param scaled whether an autoscaler decides how many pods it has
 */
record Choices(
    List<Map<String, Object>> forms, List<Rule> rules, Choice otherwise, boolean scaled) {
  private static final Pattern OBJECT =
      Pattern.compile("(?<kind>[A-Z][A-Za-z0-9]*)/(?<name>[^/]+)(?:/(?<field>.*))?");

  /** A rule for a field; for the whole object where the field's text is empty. */
  private record Rule(boolean exact, String field, Choice choice) {}

  static Choices of(
      Manifest manifest, Optional<LiveObject> live, ConflictRules rules, Autoscaling scaling) {
    List<Map<String, Object>> forms = new ArrayList<>(List.of(manifest.content()));
    live.ifPresent(object -> forms.add(object.content()));
    List<Rule> own =
        rules.byField().entrySet().stream()
            .flatMap(entry -> rule(entry.getKey(), entry.getValue(), manifest.ref()).stream())
            .sorted(
                Comparator.comparing(Rule::exact)
                    .thenComparing(rule -> rule.field().length())
                    .reversed())
            .toList();
    return new Choices(forms, own, rules.otherwise(), scaling.scales(manifest.ref()));
  }

  private static Optional<Rule> rule(String text, Choice choice, ObjectRef ref) {
    Matcher object = OBJECT.matcher(text);
    if (!object.matches()) {
      return Optional.of(new Rule(false, text, choice));
    }
    boolean same =
        object.group("kind").equals(ref.kind()) && object.group("name").equals(ref.name());
    String field = Optional.ofNullable(object.group("field")).orElse("");
    return same ? Optional.of(new Rule(true, field, choice)) : Optional.empty();
  }

  /** What is sent of a manifest: without what is left to others where the object lives. */
  Manifest sent(Manifest manifest, Optional<LiveObject> live) {
    if (live.isEmpty() || leaveNothing()) {
      return manifest;
    }
    FieldSet left =
        others(live.get())
            .map(manager -> manager.fields().only(this::leave))
            .reduce(scaled ? FieldSet.of(Autoscaling.REPLICAS) : FieldSet.NONE, FieldSet::with);
    return manifest.with(Trimming.without(manifest.content(), left));
  }

  /** What is left to whom, of what the manifest has. */
  List<String> left(Manifest manifest, LiveObject live) {
    if (leaveNothing()) {
      return List.of();
    }
    return others(live).flatMap(manager -> left(manifest, manager)).toList();
  }

  private Stream<String> left(Manifest manifest, Manager manager) {
    return manager.fields().fields().stream()
        .filter(field -> !(scaled && field.equals(Autoscaling.REPLICAS)) && leave(field))
        .filter(field -> field.in(manifest.content()).isPresent())
        .map(field -> field + " left to " + manager);
  }

  /** The manifest for a new object in the place of one: what is left to others has its value. */
  Manifest anew(Manifest manifest, LiveObject live) {
    Map<String, Object> content = manifest.content();
    if (!leaveNothing()) {
      List<ManagedField> left =
          others(live)
              .flatMap(manager -> manager.fields().fields().stream())
              .filter(this::leave)
              .toList();
      for (ManagedField field : left) {
        content = carried(field, content, live.content());
      }
    }
    return content == manifest.content() ? manifest : manifest.with(content);
  }

  private static Map<String, Object> carried(
      ManagedField field, Map<String, Object> content, Map<String, Object> live) {
    return field
        .in(content)
        .filter(path -> !path.isRoot())
        .flatMap(path -> field.value(live).map(value -> set(content, path.segments(), value)))
        .orElse(content);
  }

  private static Map<String, Object> set(Map<?, ?> map, List<Object> path, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>();
    map.forEach((key, below) -> changed.put(key.toString(), below));
    String name = path.get(0).toString();
    changed.put(name, below(map.get(name), path.subList(1, path.size()), value));
    return changed;
  }

  private static @Nullable Object below(@Nullable Object old, List<Object> path, Object value) {
    if (path.isEmpty()) {
      return value;
    }
    if (old instanceof List<?> list) {
      List<@Nullable Object> changed = new ArrayList<>(list);
      int index = (Integer) path.get(0);
      changed.set(index, below(list.get(index), path.subList(1, path.size()), value));
      return changed;
    }
    return old instanceof Map<?, ?> map ? set(map, path, value) : old;
  }

  private static Stream<Manager> others(LiveObject live) {
    return Manager.of(live).stream().filter(manager -> !manager.isUs());
  }

  /** Whether there is nothing that could be left to others. */
  private boolean leaveNothing() {
    return !scaled
        && otherwise != Choice.LEAVE
        && rules.stream().noneMatch(rule -> rule.choice() == Choice.LEAVE);
  }

  /** Whether a field is left to whom it belongs. */
  boolean leave(ManagedField field) {
    return of(field) == Choice.LEAVE;
  }

  /** What is done about a field. */
  Choice of(ManagedField field) {
    if (scaled && field.equals(Autoscaling.REPLICAS)) {
      return Choice.LEAVE;
    }
    return rules.stream()
        .filter(rule -> covers(rule, field))
        .findFirst()
        .map(Rule::choice)
        .orElse(otherwise);
  }

  private boolean covers(Rule rule, ManagedField field) {
    return rule.field().isEmpty() || forms.stream().anyMatch(form -> covers(rule, field, form));
  }

  /** Both are told by their places in one form, however they are written. */
  private static boolean covers(Rule rule, ManagedField field, Map<String, Object> form) {
    Optional<FieldPath> above = FieldText.read(rule.field(), form).flatMap(one -> one.in(form));
    Optional<FieldPath> below = field.in(form);
    return above.isPresent()
        && below.isPresent()
        && starts(below.get().segments(), above.get().segments());
  }

  private static boolean starts(List<Object> path, List<Object> with) {
    return with.size() <= path.size() && path.subList(0, with.size()).equals(with);
  }
}
