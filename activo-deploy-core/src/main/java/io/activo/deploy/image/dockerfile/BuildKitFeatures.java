package io.activo.deploy.image.dockerfile;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What in a Dockerfile only BuildKit knows. */
public record BuildKitFeatures(Dockerfile dockerfile) {
  /** What the classic builder fails on, each with its line. */
  public List<Problem> problems() {
    return dockerfile.instructions().stream()
        .flatMap(
            written ->
                written.withTriggered().stream()
                    .flatMap(BuildKitFeatures::features)
                    .distinct()
                    .map(feature -> problem(written, feature)))
        .toList();
  }

  private Problem problem(Instruction at, String feature) {
    return Problem.of(
        "only BuildKit knows " + feature,
        dockerfile.place(at),
        "do without it: the classic builder fails on it");
  }

  private static Stream<String> features(Instruction instruction) {
    List<String> found = new ArrayList<>();
    instruction.hereDocuments().forEach(name -> found.add("here-documents (<<" + name + ")"));
    List<String> known =
        switch (instruction.keyword()) {
          case "RUN" -> List.of();
          case "COPY" -> List.of("--from", "--chown");
          case "ADD" -> List.of("--chown");
          default -> instruction.flags();
        };
    instruction.flags().stream()
        .map(flag -> flag.replaceAll("=.*", ""))
        .filter(flag -> known.stream().noneMatch(other -> other.equals(flag)))
        .filter(flag -> List.of("RUN", "COPY", "ADD").contains(instruction.keyword()))
        .forEach(flag -> found.add(instruction.keyword() + " " + flag));
    return found.stream();
  }

  /** That {@code # syntax=} names a frontend: the classic builder reads past it. */
  public Optional<Problem> warning() {
    return Optional.ofNullable(dockerfile.directives().get("syntax"))
        .map(
            syntax ->
                Problem.of(
                    "'# syntax=" + syntax + "' means nothing to the classic builder",
                    Place.of(dockerfile.file()),
                    "leave it out, or use nothing that needs it"));
  }
}
