package io.activo.deploy.description;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An image that environments share: nothing that one of them sets goes into it, so that what was
 * built for one is what another would build. An env-file in it makes it an environment's own, and
 * so does a variable that is not fixed by the description: the run that built it may have had
 * another value.
 */
record SharedImage(Section root, ImageEntries.Entry own, OtherEnvironments others) {
  /** What an image is called and where it comes from, which changes nothing in it. */
  private static final Set<String> OUTSIDE =
      Set.of("repository", "tag", "tags", "build", "from", "timeout", "env-file");

  /** The same image of other environments, as far as their names are known here. */
  List<ImageSource.Elsewhere> elsewhere() {
    return takesEnvFile(root, own)
        ? List.of()
        : others.all().stream().flatMap(other -> elsewhere(other).stream()).distinct().toList();
  }

  private Optional<ImageSource.Elsewhere> elsewhere(OtherEnvironments.Other other) {
    return ImageEntries.of(other.section().map()).all().stream()
        .filter(entry -> entry.name().text().equals(own.name().text()))
        .filter(entry -> !takesEnvFile(other.section(), entry))
        .filter(entry -> sameBuild(other.section(), entry))
        .flatMap(entry -> OtherEnvironments.reference(other.section(), entry).stream())
        .map(reference -> new ImageSource.Elsewhere(other.name(), reference))
        .findFirst();
  }

  /** The environments that give an image of their own, for an env-file, the same name and tag. */
  List<String> twins(ImageReference reference) {
    return others.all().stream()
        .filter(other -> isTwin(other, reference))
        .map(OtherEnvironments.Other::name)
        .toList();
  }

  private boolean isTwin(OtherEnvironments.Other other, ImageReference reference) {
    return ImageEntries.of(other.section().map()).all().stream()
        .filter(entry -> takesEnvFile(root, own) || takesEnvFile(other.section(), entry))
        .flatMap(entry -> OtherEnvironments.reference(other.section(), entry).stream())
        .anyMatch(reference::equals);
  }

  /** Whether a tag names this commit, and nothing differs from it. */
  boolean isOfThisCommit(ImageReference image) {
    Optional<String> commit = root.variables().value("ACTIVO_COMMIT_SHORT");
    boolean clean =
        root.variables().value(BuiltIns.REVISION).equals(root.variables().value("ACTIVO_COMMIT"));
    String tag = image.tag().orElse("");
    return clean && commit.filter(tag::contains).isPresent();
  }

  static boolean takesEnvFile(Section environment, ImageEntries.Entry image) {
    return environment.has("env-file")
        && !EnvFileSection.isForSecret(environment)
        && !ImagesSection.leavesEnvFile(image.map());
  }

  private boolean sameBuild(Section environment, ImageEntries.Entry other) {
    String ours = inside(root, own.map());
    return ours.equals(inside(environment, other.map())) && !References.isUnknown(ours);
  }

  private static String inside(Section environment, YamlMap image) {
    return image.entries().stream()
        .filter(entry -> !OUTSIDE.contains(entry.key().text()))
        .map(entry -> entry.key().text() + "=" + known(environment, entry.value()))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String known(Section environment, YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return "'" + environment.variables().known(scalar) + "'";
    }
    if (node instanceof YamlList list) {
      return list.items().stream().map(item -> known(environment, item)).toList().toString();
    }
    return node instanceof YamlMap map
        ? map.entries().stream()
            .map(entry -> known(environment, entry.key()) + ":" + known(environment, entry.value()))
            .sorted()
            .toList()
            .toString()
        : "";
  }
}
