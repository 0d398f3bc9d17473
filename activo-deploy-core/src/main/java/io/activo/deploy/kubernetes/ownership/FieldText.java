package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.ownership.ManagedField.Index;
import io.activo.deploy.kubernetes.ownership.ManagedField.Keys;
import io.activo.deploy.kubernetes.ownership.ManagedField.Name;
import io.activo.deploy.kubernetes.ownership.ManagedField.Step;
import io.activo.deploy.kubernetes.ownership.ManagedField.Value;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a field, as the server writes it ({@code
 * .spec.template.spec.containers[name="app"].image}) and as people do ({@code
 * spec.template.spec.containers[name=app].image}, {@code containers[0].image}). A name may hold
 * dots and brackets, as annotations do, and the server does not mark them: so the object tells
 * which names there are.
 */
final class FieldText {
  private static final Pattern KEY =
      Pattern.compile("(?<key>[\\w.-]+)=(?<value>\"(?:[^\"\\\\]|\\\\.)*\"|[^\",\\]]*)(?:,|$)");
  private static final Pattern ITEM =
      Pattern.compile("\\[(?<in>(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\"\\]])*)]");

  private final List<Step> steps = new ArrayList<>();
  private String rest;
  private Object value;

  private FieldText(String text, Object object) {
    boolean begun = text.isEmpty() || text.startsWith(".") || text.startsWith("[");
    this.rest = begun ? text : "." + text;
    this.value = object;
  }

  /** The field, if the object has it. */
  static Optional<ManagedField> read(String text, Object object) {
    FieldText reading = new FieldText(text, object);
    while (!reading.rest.isEmpty()) {
      if (!reading.step()) {
        return Optional.empty();
      }
    }
    return Optional.of(new ManagedField(reading.steps));
  }

  private boolean step() {
    return value instanceof Map<?, ?> map ? name(map) : value instanceof List<?> list && item(list);
  }

  private boolean name(Map<?, ?> map) {
    Optional<String> name =
        map.keySet().stream()
            .map(Object::toString)
            .filter(this::isNext)
            .max(Comparator.comparingInt(String::length));
    name.ifPresent(found -> go(new Name(found), map.get(found), written(found)));
    return name.isPresent();
  }

  private boolean isNext(String name) {
    int length = written(name);
    return length == rest.length()
        || (length > 0 && (rest.charAt(length) == '.' || rest.charAt(length) == '['));
  }

  /**
   * How many characters the name takes, with the mark before it; 0 where it does not stand here.
   */
  private int written(String name) {
    if (rest.startsWith("." + name)) {
      return name.length() + 1;
    }
    return rest.startsWith("[" + name + "]") ? name.length() + 2 : 0;
  }

  private boolean item(List<?> list) {
    Matcher item = ITEM.matcher(rest);
    if (!item.lookingAt()) {
      return false;
    }
    Optional<Step> step = step(item.group("in"), list);
    Optional<Object> index = step.flatMap(one -> ManagedField.segment(one, list));
    index.ifPresent(i -> go(step.orElseThrow(), list.get((int) i), item.end()));
    return index.isPresent();
  }

  private static Optional<Step> step(String text, List<?> list) {
    if (text.matches("\\d{1,6}")) {
      return Optional.of(new Index(Integer.parseInt(text)));
    }
    if (text.startsWith("=")) {
      return list.stream().filter(one -> said(text.substring(1), one)).findFirst().map(Value::new);
    }
    return list.stream()
        .filter(Map.class::isInstance)
        .map(one -> keys(text, (Map<?, ?>) one))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Step> keys(String text, Map<?, ?> item) {
    Map<String, Object> keys = new LinkedHashMap<>();
    Matcher key = KEY.matcher(text);
    while (key.find()) {
      Object own = item.get(key.group("key"));
      boolean same = own != null && said(key.group("value"), own);
      keys.put(key.group("key"), same ? own : unquoted(key.group("value")));
    }
    Keys wanted = new Keys(keys);
    return !keys.isEmpty() && wanted.match(item) ? Optional.of(wanted) : Optional.empty();
  }

  private static boolean said(String text, Object value) {
    return text.equals(value.toString()) || text.equals(Json.print(value));
  }

  private static Object unquoted(String text) {
    try {
      return Optional.ofNullable(Json.parse(text)).orElse(text);
    } catch (UncheckedIOException e) {
      return text;
    }
  }

  private void go(Step step, @Nullable Object to, int length) {
    steps.add(step);
    value = to == null ? "" : to;
    rest = rest.substring(length);
  }
}
