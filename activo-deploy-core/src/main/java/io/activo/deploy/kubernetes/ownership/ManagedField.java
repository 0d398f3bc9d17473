package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.disclosure.ShownValues;
import io.activo.deploy.kubernetes.disclosure.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A field as the API server names it where it tells who owns what: items of lists by their keys
 * (structured-merge-diff v6, {@code fieldpath.Path}, as in Kubernetes 1.34).
 */
record ManagedField(List<Step> steps) {
  private static final Pattern PLAIN = Pattern.compile("[\\w./-]+");

  ManagedField {
    steps = List.copyOf(steps);
  }

  /** One step of the way to a field. */
  sealed interface Step {}

  /** To the field of this name. */
  record Name(String name) implements Step {
    @Override
    public String toString() {
      return "." + name;
    }
  }

  /** To the item of a list that has these keys. */
  record Keys(Map<String, Object> keys) implements Step {
    @Override
    public String toString() {
      return written(Json::print);
    }

    private String written(Function<Object, String> value) {
      return keys.entrySet().stream()
          .map(key -> key.getKey() + "=" + value.apply(key.getValue()))
          .collect(Collectors.joining(",", "[", "]"));
    }

    boolean match(Object item) {
      return item instanceof Map<?, ?> map
          && keys.entrySet().stream()
              .allMatch(key -> key.getValue().equals(key(map, key.getKey())));
    }

    /** Of all keys of items in Kubernetes' own kinds the server fills in only this one. */
    private static @Nullable Object key(Map<?, ?> item, String key) {
      Object value = item.get(key);
      return value == null && key.equals("protocol") ? "TCP" : value;
    }
  }

  /** To the item of a list that is this value. */
  record Value(Object value) implements Step {
    @Override
    public String toString() {
      return "[=" + Json.print(value) + "]";
    }
  }

  /** To the item of a list at this place, from 0. */
  record Index(int index) implements Step {
    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }

  ManagedField then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new ManagedField(longer);
  }

  /** Whether this is the other field, or what it stands in. */
  boolean covers(ManagedField other) {
    return steps.size() <= other.steps.size() && steps.equals(other.steps.subList(0, steps.size()));
  }

  /**
   * Where the field stands in an object that has it; names are followed as far as they are there.
   */
  Optional<FieldPath> in(Object object) {
    FieldPath path = FieldPath.ROOT;
    Object value = object;
    for (Step step : steps) {
      Optional<Object> segment = segment(step, value);
      if (segment.isEmpty()) {
        return Optional.empty();
      }
      path =
          segment.get() instanceof Integer index
              ? path.item(index)
              : path.child((String) segment.get());
      value = value instanceof List<?> list ? list.get((int) segment.get()) : below(value, step);
    }
    return Optional.of(path);
  }

  /** The field's value in an object. */
  Optional<Object> value(Object object) {
    Object value = object;
    for (Step step : steps) {
      Optional<Object> segment = segment(step, value);
      if (segment.isEmpty()) {
        return Optional.empty();
      }
      value = value instanceof List<?> list ? list.get((int) segment.get()) : below(value, step);
    }
    return Optional.of(value);
  }

  /** What tells whether its value in an object is secret. */
  Standing standing(Object object) {
    Standing at = Standing.ROOT;
    for (int i = 0; i < steps.size(); i++) {
      at =
          steps.get(i) instanceof Name name
              ? at.child(name.name())
              : at.item(new ManagedField(steps.subList(0, i + 1)).value(object).orElse(""));
    }
    return at;
  }

  /** Its value in an object for the reader, on one line; {@code -} where there is none. */
  String shown(Object object, ShownValues shown) {
    return value(object).map(value -> shown.line(standing(object), value)).orElse("-");
  }

  private static Object below(Object map, Step step) {
    return Optional.<Object>ofNullable(((Map<?, ?>) map).get(((Name) step).name())).orElse("");
  }

  /** The key, or the place in the list, to which a step leads; empty where it leads nowhere. */
  static Optional<Object> segment(Step step, Object value) {
    if (step instanceof Name name) {
      boolean there = value instanceof Map<?, ?> map && map.containsKey(name.name());
      return there ? Optional.of(name.name()) : Optional.empty();
    }
    if (!(value instanceof List<?> list)) {
      return Optional.empty();
    }
    for (int i = 0; i < list.size(); i++) {
      if (matches(step, list.get(i), i)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static boolean matches(Step step, Object item, int index) {
    if (step instanceof Keys keys) {
      return keys.match(item);
    }
    return step instanceof Value value
        ? value.value().equals(item)
        : ((Index) step).index() == index;
  }

  /** As a description writes it: {@code spec.template.spec.containers[name=app].image}. */
  String written() {
    String text =
        steps.stream()
            .map(step -> step instanceof Keys keys ? keys.written(ManagedField::bare) : "" + step)
            .collect(Collectors.joining());
    return text.startsWith(".") ? text.substring(1) : text;
  }

  private static String bare(Object value) {
    String text = Json.print(value);
    String bare = value.toString();
    return PLAIN.matcher(bare).matches() ? bare : text;
  }

  /** As the server writes it: {@code .spec.template.spec.containers[name="app"].image}. */
  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining());
  }
}
