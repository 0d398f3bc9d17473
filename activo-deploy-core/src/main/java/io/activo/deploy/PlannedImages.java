package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.ImageDescription;
import io.activo.deploy.description.ImageSource;
import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The images of the plan, in the order in which they are built. */
record PlannedImages(List<PlannedImage> all) {

  static PlannedImages of(
      DeployDescription description, PlannedImage.Workshop workshop, Problems problems) {
    List<PlannedImage> images = new ArrayList<>();
    for (ImageDescription image : description.images()) {
      if (image.mayBeBuilt()) {
        problems.collect(() -> PlannedImage.built(image, workshop)).ifPresent(images::add);
      } else {
        images.add(PlannedImage.taken(image));
      }
    }
    return new PlannedImages(List.copyOf(images));
  }

  /** Their names with the tags deployed. */
  List<ImageReference> references() {
    return all.stream().map(image -> image.asked().reference()).toList();
  }

  /** Of each image what it will be: its digest, or that of what it is built from. */
  Map<String, String> inputs() {
    Map<String, String> inputs = new LinkedHashMap<>();
    for (PlannedImage image : all) {
      String is =
          image
              .built()
              .map(built -> "inputs " + built.build().inputs())
              .or(() -> image.asked().reference().digest().map(Digest::toString))
              .orElse("taken");
      inputs.put(image.asked().reference().toString(), is);
    }
    return inputs;
  }

  /** What the registries are expected to have before this deploy. */
  List<ImageReference> expected() {
    return all.stream()
        .map(image -> image.asked().source())
        .filter(ImageSource.Taken.class::isInstance)
        .map(source -> ((ImageSource.Taken) source).from())
        .toList();
  }

  /** One image in each repository that is pushed to. */
  List<ImageReference> pushedTo() {
    return all.stream()
        .filter(
            image ->
                image.built().isPresent() || isCopied(image) || !image.asked().tags().isEmpty())
        .map(image -> image.asked().reference())
        .distinct()
        .toList();
  }

  private static boolean isCopied(PlannedImage image) {
    return image.asked().source() instanceof ImageSource.Taken taken
        && !taken.from().equals(image.asked().reference());
  }

  /** What is probably not meant. */
  List<Problem> warnings(PlannedManifests manifests) {
    List<Problem> warnings = new ArrayList<>();
    for (PlannedImage image : all) {
      warnings.addAll(image.warnings());
      latest(image).ifPresent(warnings::add);
      unused(image, manifests).ifPresent(warnings::add);
      twins(image).ifPresent(warnings::add);
      envFileElsewhere(image).ifPresent(warnings::add);
    }
    return warnings;
  }

  /** A tag that moves says nothing of what runs. */
  private static Optional<Problem> latest(PlannedImage image) {
    return image
        .asked()
        .reference()
        .tag()
        .filter("latest"::equals)
        .map(
            tag ->
                Problem.of(
                    "the image is deployed under the tag 'latest', which says nothing of its"
                        + " content",
                    image.asked().name().at(),
                    "leave 'tag' out, so that it is the commit, and write latest under 'tags'"));
  }

  /** Whoever built the image has put another env-file into it, or none. */
  private static Optional<Problem> envFileElsewhere(PlannedImage image) {
    return image.asked().takesEnvFile() && image.built().isEmpty()
        ? Optional.of(
            Problem.of(
                "the image is taken as it is: whatever env-file is in it, it is not the one that"
                    + " this environment describes",
                image.asked().name().at(),
                "see that it was built for this environment"))
        : Optional.empty();
  }

  /** What runs is held to a digest, but a registry may remove what no tag names any more. */
  private static Optional<Problem> twins(PlannedImage image) {
    return image.asked().twins().isEmpty() || image.built().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                "this image and that of "
                    + String.join(", ", image.asked().twins())
                    + " hold different env-files and have one name; each deploy takes the tag from"
                    + " the other's",
                image.asked().name().at(),
                "write ${ACTIVO_ENV} into the repository or the tag"));
  }

  private Optional<Problem> unused(PlannedImage image, PlannedManifests manifests) {
    String name = image.asked().reference().toString();
    boolean used = manifests.manifests().isEmpty() || manifests.use(name) || isBase(name);
    return used
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                "no manifest uses the image " + name,
                image.asked().name().at(),
                "write image: ${" + variable(image) + "} in a template"));
  }

  private String variable(PlannedImage image) {
    String name = image.asked().name().value().toUpperCase(Locale.ROOT).replace('-', '_');
    return all.size() == 1 ? "ACTIVO_IMAGE" : "ACTIVO_IMAGE_" + name;
  }

  /** Whether another image is built upon it. */
  private boolean isBase(String name) {
    return all.stream()
        .flatMap(image -> image.asked().options().args().values().stream())
        .anyMatch(value -> value.value().contains(name));
  }
}
