package io.activo.deploy.image.engine;

import io.activo.deploy.image.ImageReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images that a Dockerfile takes from elsewhere, by FROM and by COPY --from, as far as they can
 * be told before it is built.
 */
final class BaseImages {
  private static final Pattern CONTINUED = Pattern.compile("[\\\\`][ \\t]*\\r?\\n");
  private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#.*\\n?");
  private static final Pattern ARG =
      Pattern.compile("ARG\\s+([A-Za-z_]\\w*)(?:=[\"']?([^\"'\\s]*)[\"']?)?.*");
  private static final Pattern FROM =
      Pattern.compile("FROM\\s+(?:--\\S+\\s+)*(\\S+)(?:\\s+[Aa][Ss]\\s+(\\S+))?\\s*");
  private static final Pattern COPY = Pattern.compile("COPY\\s+(?:--\\S+\\s+)*--from=(\\S+)\\s.*");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)(?::?-([^}]*))?}|([A-Za-z_]\\w*))");
  private static final Pattern WORD = Pattern.compile("^\\s*([A-Za-z]+)");

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> given;
  private final Set<String> stages = new HashSet<>(Set.of("scratch"));
  private final List<String> images = new ArrayList<>();

  private BaseImages(Map<String, String> given) {
    this.given = given;
  }

  /**
   * The registries that they come from.
   *
   * @param args the build arguments given
   */
  static Set<String> registries(String dockerfile, Map<String, String> args) {
    BaseImages found = new BaseImages(args);
    String whole = CONTINUED.matcher(COMMENT.matcher(dockerfile).replaceAll("")).replaceAll(" ");
    whole.lines().forEach(found::instruction);
    Set<String> registries = new TreeSet<>();
    for (String image : found.images) {
      if (ImageReference.fault(image).isEmpty()) {
        registries.add(ImageReference.parse(image).domain());
      }
    }
    registries.remove("");
    return registries;
  }

  private void instruction(String written) {
    String line = upperCaseName(written);
    Matcher arg = ARG.matcher(line);
    Matcher from = FROM.matcher(line);
    Matcher copy = COPY.matcher(line);
    if (arg.matches() && images.isEmpty() && stages.size() == 1) {
      String value = given.get(arg.group(1));
      String usual = Optional.ofNullable(arg.group(2)).map(this::expand).orElse("");
      values.put(arg.group(1), value == null ? usual : value);
    } else if (from.matches()) {
      add(expand(from.group(1)));
      Optional.ofNullable(from.group(2)).map(BaseImages::lower).ifPresent(stages::add);
    } else if (copy.matches()) {
      add(copy.group(1));
    }
  }

  private void add(String image) {
    boolean stage = stages.contains(lower(image)) || image.matches("[0-9]+");
    if (!stage) {
      images.add(image);
    }
  }

  private String expand(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            variable -> {
              String name = variable.group(1) == null ? variable.group(3) : variable.group(1);
              String usual = Optional.ofNullable(variable.group(2)).orElse("");
              String value = values.getOrDefault(name, "");
              return Matcher.quoteReplacement(value.isEmpty() ? usual : value);
            });
  }

  private static String upperCaseName(String line) {
    return WORD.matcher(line).replaceFirst(word -> word.group(1).toUpperCase(Locale.ROOT)).strip();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
