package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import java.util.Optional;

/**
 * One entry of {@code set-image}.
 *
 * @param object {@code KIND/NAME}, the kind in letters of any case and the name as it is applied;
 *     absent for the containers of all objects
 * @param container the container's name
 * @param image what it runs
 * @param at where it is asked for
 */
public record ImageChange(
    Optional<String> object, String container, String image, Place.InText at) {

  /**
   * Reads an entry.
   *
   * @param target {@code CONTAINER} or {@code KIND/NAME/CONTAINER}
   * @throws DeployException if the target has another form, or the image is no reference
   */
  public static ImageChange parse(PlacedText target, PlacedText image) {
    String[] parts = target.value().split("/", -1);
    boolean isBlank = target.value().isEmpty() || target.value().matches("/.*|.*/|.*//.*");
    if (isBlank || (parts.length != 1 && parts.length != 3)) {
      throw target.refused(
          "'" + target + "' names no container", "write CONTAINER or KIND/NAME/CONTAINER");
    }
    ImageReference.fault(image.value())
        .ifPresent(
            fault -> {
              throw image.refused(fault, "write it like gcr.io/project/app:1.0");
            });
    Optional<String> object =
        parts.length == 1 ? Optional.empty() : Optional.of(parts[0] + "/" + parts[1]);
    return new ImageChange(object, parts[parts.length - 1], image.value(), target.at());
  }

  boolean isFor(ObjectRef ref, String name) {
    return container.equals(name) && object.map(wanted -> isNamed(wanted, ref)).orElse(true);
  }

  private static boolean isNamed(String wanted, ObjectRef ref) {
    int slash = wanted.indexOf('/');
    return wanted.substring(0, slash).equalsIgnoreCase(ref.kind())
        && wanted.substring(slash + 1).equals(ref.name());
  }

  /** As it is written. */
  String target() {
    return object.map(wanted -> wanted + "/").orElse("") + container;
  }
}
