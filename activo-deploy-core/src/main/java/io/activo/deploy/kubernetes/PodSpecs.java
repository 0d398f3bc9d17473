package io.activo.deploy.kubernetes;

import io.activo.deploy.image.ImageReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The pod specifications inside objects: of a Pod, and wherever a pod template stands as in a
 * Deployment, a CronJob or a PodTemplate, whatever the kind is called.
 */
final class PodSpecs {
  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");
  private static final List<List<String>> TEMPLATES =
      List.of(
          List.of("spec", "template", "spec"),
          List.of("spec", "jobTemplate", "spec", "template", "spec"),
          List.of("template", "spec"));

  private PodSpecs() {}

  static List<String> images(Map<String, Object> object) {
    Set<String> images = new LinkedHashSet<>();
    withImages(
        object,
        image -> {
          images.add(image);
          return image;
        });
    return List.copyOf(images);
  }

  /** The one text of all that name an image; what is no reference is itself. */
  static String normalized(String image) {
    return ImageReference.fault(image).isPresent()
        ? image
        : ImageReference.parse(image).normalized().withDefaultTag().toString();
  }

  /** What stands in for an image, by the image however it is written. */
  static UnaryOperator<String> replacement(Map<String, String> images) {
    Map<String, String> byMeaning = new HashMap<>();
    images.forEach((image, pinned) -> byMeaning.put(normalized(image), pinned));
    return image -> {
      String exactly = images.get(image);
      String pinned = exactly == null ? byMeaning.get(normalized(image)) : exactly;
      return pinned == null ? image : exactly == null ? renamed(image, pinned) : pinned;
    };
  }

  private static String renamed(String image, String pinned) {
    ImageReference other = ImageReference.parse(pinned);
    return new ImageReference(ImageReference.parse(image).name(), other.tag(), other.digest())
        .toString();
  }

  static Map<String, Object> withImages(
      Map<String, Object> object, UnaryOperator<String> replacement) {
    boolean pod = "Pod".equals(object.get("kind"));
    Map<String, Object> changed = object;
    for (List<String> path : pod ? List.of(List.of("spec")) : TEMPLATES) {
      changed = changedAt(changed, path, spec -> podSpec(spec, replacement));
    }
    return changed;
  }

  private static Map<String, Object> podSpec(
      Map<String, Object> spec, UnaryOperator<String> replacement) {
    Map<String, Object> changed = new LinkedHashMap<>(spec);
    for (String containers : CONTAINERS) {
      if (spec.get(containers) instanceof List<?> list) {
        List<Object> copies = new ArrayList<>();
        list.forEach(item -> copies.add(container(item, replacement)));
        changed.put(containers, copies);
      }
    }
    return changed;
  }

  private static Object container(Object item, UnaryOperator<String> replacement) {
    if (!(item instanceof Map<?, ?> container)
        || !(container.get("image") instanceof String image)) {
      return item;
    }
    Map<Object, Object> changed = new LinkedHashMap<>(container);
    changed.put("image", replacement.apply(image));
    return changed;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> changedAt(
      Map<String, Object> map, List<String> path, UnaryOperator<Map<String, Object>> change) {
    if (path.isEmpty()) {
      return change.apply(map);
    }
    String key = path.get(0);
    if (!(map.get(key) instanceof Map<?, ?> child)) {
      return map;
    }
    Map<String, Object> changed = new LinkedHashMap<>(map);
    changed.put(key, changedAt((Map<String, Object>) child, path.subList(1, path.size()), change));
    return changed;
  }
}
