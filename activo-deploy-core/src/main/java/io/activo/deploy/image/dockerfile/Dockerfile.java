package io.activo.deploy.image.dockerfile;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Dockerfile, read without building it. Reading refuses nothing: what is wrong the builder says.
 *
 * @param file its name, for places
 * @param directives the parser directives at its top by name in small letters: {@code escape},
 *     {@code syntax}, {@code check}
 * @param instructions all of them, in their order
 */
public record Dockerfile(
    String file, Map<String, String> directives, List<Instruction> instructions) {
  public Dockerfile {
    directives = Collections.unmodifiableMap(new LinkedHashMap<>(directives));
    instructions = List.copyOf(instructions);
  }

  /**
   * Reads a Dockerfile's text.
   *
   * @param file its name, for places
   */
  public static Dockerfile parse(String file, String text) {
    DockerfileReader reader = new DockerfileReader(text);
    return new Dockerfile(file, reader.directives(), reader.instructions());
  }

  /** Where an instruction begins. */
  public Place place(Instruction instruction) {
    return Place.in(file, instruction.line(), 1);
  }

  /** What stands before the first {@code FROM}: {@code ARG}s that only {@code FROM} sees. */
  public List<Instruction> globals() {
    return instructions.stream().takeWhile(instruction -> !instruction.is("FROM")).toList();
  }

  /** Its stages, in their order. */
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    List<Instruction> rest = instructions.subList(globals().size(), instructions.size());
    while (!rest.isEmpty()) {
      List<Instruction> own =
          rest.stream().skip(1).takeWhile(instruction -> !instruction.is("FROM")).toList();
      stages.add(new Stage(stages.size(), rest.get(0), own));
      rest = rest.subList(own.size() + 1, rest.size());
    }
    return stages;
  }

  /** The stage that a target names; the last without one. */
  public Optional<Stage> stage(Optional<String> target) {
    List<Stage> stages = stages();
    return target.isEmpty()
        ? stages.stream().reduce((first, second) -> second)
        : stages.stream().filter(stage -> stage.isCalled(target.get())).findFirst();
  }

  /** A stage, and before it those of this file that it is built on, the first of them first. */
  List<Stage> lineage(Stage stage) {
    List<Stage> lineage = new ArrayList<>(List.of(stage));
    for (Stage earlier : reversed(stages().subList(0, stage.number()))) {
      if (earlier.name().isPresent() && earlier.isCalled(lineage.get(0).base())) {
        lineage.add(0, earlier);
      }
    }
    return lineage;
  }

  private static List<Stage> reversed(List<Stage> stages) {
    List<Stage> reversed = new ArrayList<>(stages);
    Collections.reverse(reversed);
    return reversed;
  }

  /**
   * What is wrong with a target; empty if there is such a stage.
   *
   * @param where where the target was chosen
   */
  public Optional<Problem> targetProblem(String target, Place where) {
    if (stage(Optional.of(target)).isPresent()) {
      return Optional.empty();
    }
    List<String> names = stages().stream().flatMap(stage -> stage.name().stream()).toList();
    String hint = NearestName.hint(target, names);
    String known =
        names.isEmpty() ? "no stage of it has a name" : "its stages: " + String.join(", ", names);
    return Optional.of(
        Problem.of(
            "there is no stage '" + target + "' in " + file, where, hint.isEmpty() ? known : hint));
  }

  /**
   * The images that are pulled for a build: those of {@code FROM}, {@code COPY --from} and {@code
   * RUN --mount=from=}, without {@code scratch}, earlier stages, and what is no reference once its
   * variables are replaced.
   *
   * @param args the build arguments that are given
   */
  public Set<ImageReference> baseImages(Map<String, String> args) {
    return new BaseImages(this, args).all();
  }
}
