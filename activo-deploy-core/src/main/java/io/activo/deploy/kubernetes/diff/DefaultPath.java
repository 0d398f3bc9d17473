package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.diff.DefaultRule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to a field: {@code spec.ports[].nodePort}, {@code metadata.labels[a.b/c]}; with a {@code /}
 * in front from the object, else from the map in which one stands.
 *
 * @param keys {@link DefaultFields#ITEM} for the items of a list
 */
record DefaultPath(boolean fromObject, List<String> keys) {
  private static final Pattern KEY = Pattern.compile("\\[([^\\]]*)\\]|([^.\\[/]+)");

  static DefaultPath of(String text) {
    List<String> keys = new ArrayList<>();
    Matcher matcher = KEY.matcher(text);
    while (matcher.find()) {
      String bracketed = matcher.group(1);
      String key = bracketed == null ? matcher.group(2) : bracketed;
      keys.add(key.isEmpty() ? DefaultFields.ITEM : key);
    }
    return new DefaultPath(text.startsWith("/"), List.copyOf(keys));
  }

  /** The value to which it leads. */
  Optional<Object> in(Site site) {
    return new LiveObject(fromObject ? site.object() : site.parent())
        .value(keys.toArray(String[]::new));
  }
}
