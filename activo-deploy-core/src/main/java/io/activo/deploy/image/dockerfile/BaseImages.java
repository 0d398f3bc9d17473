package io.activo.deploy.image.dockerfile;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.problem.DeployException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The images that a Dockerfile needs.
 *
 * @param given build arguments by name
 */
record BaseImages(Dockerfile dockerfile, Map<String, String> given) {

  Set<ImageReference> all() {
    Map<String, String> scope = globalScope();
    Set<ImageReference> images = new LinkedHashSet<>();
    List<Stage> stages = dockerfile.stages();
    for (Stage stage : stages) {
      List<Stage> earlier = stages.subList(0, stage.number());
      expand(stage.base(), stage.from(), scope)
          .filter(base -> earlier.stream().noneMatch(other -> isStage(other, base)))
          .flatMap(BaseImages::image)
          .ifPresent(images::add);
      stage.instructions().stream()
          .flatMap(BaseImages::sources)
          .filter(source -> stages.stream().noneMatch(other -> other.isCalled(source)))
          .flatMap(source -> image(source).stream())
          .forEach(images::add);
    }
    return images;
  }

  /** {@code FROM} takes names alone: {@code FROM 0} is an image. */
  private static boolean isStage(Stage stage, String base) {
    return stage.name().isPresent() && stage.isCalled(base);
  }

  /** The values of the ARGs before the first FROM: given, or their defaults. */
  private Map<String, String> globalScope() {
    Map<String, String> scope = new LinkedHashMap<>();
    for (BuildArg arg : BuildArg.of(dockerfile.globals())) {
      Optional.ofNullable(given.get(arg.name()))
          .or(() -> arg.value().flatMap(value -> expand(value, arg.at(), scope)))
          .ifPresent(value -> scope.put(arg.name(), value));
    }
    return scope;
  }

  private static Optional<String> expand(
      String word, Instruction instruction, Map<String, String> scope) {
    try {
      return Optional.of(new WordExpansion(word, instruction.escape(), scope).result());
    } catch (WordExpansion.Malformed e) {
      return Optional.empty();
    }
  }

  private static Stream<String> sources(Instruction instruction) {
    return switch (instruction.keyword()) {
      case "COPY" -> instruction.flag("from").stream();
      case "RUN" ->
          instruction.flags().stream()
              .filter(flag -> flag.startsWith("--mount="))
              .flatMap(flag -> Stream.of(flag.substring("--mount=".length()).split(",", -1)))
              .filter(option -> option.startsWith("from="))
              .map(option -> option.substring("from=".length()));
      default -> Stream.of();
    };
  }

  private static Optional<ImageReference> image(String text) {
    try {
      return text.equals("scratch") ? Optional.empty() : Optional.of(ImageReference.parse(text));
    } catch (DeployException e) {
      return Optional.empty();
    }
  }
}
