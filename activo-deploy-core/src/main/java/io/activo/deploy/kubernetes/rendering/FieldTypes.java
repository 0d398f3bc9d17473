package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.kubernetes.BuiltInKinds;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields of an object are text to Kubernetes. The kinds that it serves by itself are read off
 * the model classes of the official client, which are made from its OpenAPI; of other kinds the
 * metadata are known, and what is called as in those.
 */
final class FieldTypes {
  private static final String MODELS = V1ObjectMeta.class.getPackageName();
  private static final Set<String> MAPS_OF_TEXT =
      Set.of("labels", "annotations", "matchLabels", "nodeSelector");
  private static final Set<Class<?>> TEXT =
      Set.of(String.class, OffsetDateTime.class, byte[].class);

  private FieldTypes() {}

  /** What may stand in a field. */
  private sealed interface Shape {
    record Text() implements Shape {}

    record Each(Shape item) implements Shape {}

    record Fields(Class<?> model) implements Shape {}

    record Unknown() implements Shape {}
  }

  /**
   * Whether a field is text.
   *
   * @param path the keys that lead to it; the items of a list have any key
   */
  static boolean isText(String apiVersion, String kind, List<String> path) {
    Shape shape = model(apiVersion, kind).<Shape>map(Shape.Fields::new).orElse(new Shape.Unknown());
    for (String key : path) {
      shape = below(shape, key);
    }
    return shape instanceof Shape.Text;
  }

  private static Optional<Class<?>> model(String apiVersion, String kind) {
    String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
    String name = version.substring(0, Math.min(1, version.length())).toUpperCase(Locale.ROOT);
    return BuiltInKinds.find(apiVersion, kind)
        .flatMap(known -> load(MODELS + "." + name + version.substring(1) + kind));
  }

  private static Optional<Class<?>> load(String name) {
    try {
      return Optional.of(Class.forName(name, false, FieldTypes.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Shape below(Shape shape, String key) {
    if (shape instanceof Shape.Each each) {
      return each.item();
    }
    if (shape instanceof Shape.Fields fields) {
      return field(fields.model(), key);
    }
    return shape instanceof Shape.Unknown ? byName(key) : new Shape.Unknown();
  }

  private static Shape field(Class<?> model, String key) {
    try {
      Field field = model.getDeclaredField(key);
      return shape(field.getGenericType());
    } catch (NoSuchFieldException e) {
      return new Shape.Unknown();
    }
  }

  private static Shape shape(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      boolean many = generic.getRawType() == List.class || generic.getRawType() == Map.class;
      return many ? new Shape.Each(shape(arguments[arguments.length - 1])) : new Shape.Unknown();
    }
    if (type instanceof Class<?> model && model.getPackageName().equals(MODELS)) {
      return new Shape.Fields(model);
    }
    boolean text = type instanceof Class<?> simple && TEXT.contains(simple);
    return text ? new Shape.Text() : new Shape.Unknown();
  }

  private static Shape byName(String key) {
    if (MAPS_OF_TEXT.contains(key)) {
      return new Shape.Each(new Shape.Text());
    }
    return switch (key) {
      case "apiVersion", "kind" -> new Shape.Text();
      case "metadata" -> new Shape.Fields(V1ObjectMeta.class);
      case "env" -> new Shape.Each(new Shape.Fields(V1EnvVar.class));
      default -> new Shape.Unknown();
    };
  }
}
