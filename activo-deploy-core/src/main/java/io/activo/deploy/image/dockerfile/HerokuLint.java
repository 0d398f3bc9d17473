package io.activo.deploy.image.dockerfile;

import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of a Dockerfile does not do on Heroku what it says (Dev Center, Container Registry). */
public final class HerokuLint {
  private static final Map<String, String> UNUSED =
      Map.of(
          "EXPOSE", "listen on the port that $PORT holds",
          "VOLUME", "keep files elsewhere: a dyno's disk is lost when it restarts",
          "HEALTHCHECK", "leave it out",
          "STOPSIGNAL", "let the program end on SIGTERM",
          "SHELL", "name the shell in CMD");
  private static final Pattern PORT = Pattern.compile("\\$\\{?PORT\\b");
  private static final Pattern CURL = Pattern.compile("\\bcurl\\b");

  private HerokuLint() {}

  /** Warnings about the last stage and those that it is built on, each with its line. */
  public static List<Problem> warnings(Dockerfile dockerfile) {
    return dockerfile
        .stage(Optional.empty())
        .map(stage -> warnings(dockerfile, dockerfile.lineage(stage), stage.from()))
        .orElse(List.of());
  }

  private static List<Problem> warnings(
      Dockerfile dockerfile, List<Stage> lineage, Instruction from) {
    List<Instruction> all =
        lineage.stream().flatMap(stage -> stage.instructions().stream()).toList();
    List<Problem> warnings = new ArrayList<>();
    all.stream()
        .filter(instruction -> UNUSED.containsKey(instruction.keyword()))
        .map(
            instruction ->
                Problem.of(
                    "Heroku does not use " + instruction.keyword(),
                    dockerfile.place(instruction),
                    UNUSED.getOrDefault(instruction.keyword(), "")))
        .forEach(warnings::add);
    warnings.addAll(command(dockerfile, all, from));
    if (all.stream().noneMatch(run -> run.is("RUN") && CURL.matcher(run.arguments()).find())) {
      warnings.add(
          Problem.of(
              "no RUN installs curl, without which Heroku does not show the release phase's log",
              dockerfile.place(from),
              "install it, unless the base image has it"));
    }
    return warnings;
  }

  private static List<Problem> command(
      Dockerfile dockerfile, List<Instruction> all, Instruction from) {
    List<Instruction> commands =
        all.stream().filter(found -> found.is("CMD") || found.is("ENTRYPOINT")).toList();
    if (commands.isEmpty()) {
      return List.of(
          Problem.of(
              "there is no CMD: Heroku starts what the base image names, if it names anything",
              dockerfile.place(from),
              "add a CMD"));
    }
    Instruction last = commands.get(commands.size() - 1);
    return commands.stream().anyMatch(found -> PORT.matcher(found.arguments()).find())
        ? List.of()
        : List.of(
            Problem.of(
                last.keyword()
                    + " does not mention $PORT, the port on which Heroku expects a web process",
                dockerfile.place(last),
                "pass it on, unless the program reads PORT itself"));
  }
}
