package io.activo.deploy;

import io.activo.deploy.description.ImageDescription;
import io.activo.deploy.description.Text;
import io.activo.deploy.image.dockerfile.ArgCheck;
import io.activo.deploy.image.dockerfile.BuildKitFeatures;
import io.activo.deploy.image.dockerfile.Dockerfile;
import io.activo.deploy.image.registry.HerokuRegistry;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Dockerfile says, held against what the description asks of it: before anything is sent to
 * a builder, which would tell one mistake at a time.
 */
record PlannedDockerfile(ImageDescription asked, Dockerfile dockerfile) {

  /**
   * Refuses what cannot be built.
   *
   * @throws io.activo.deploy.problem.DeployException with everything for which it cannot be
   */
  void check() {
    Problems problems = new Problems();
    argCheck().problems(asked.options().argValues()).forEach(problems::add);
    asked
        .options()
        .target()
        .flatMap(target -> dockerfile.targetProblem(target.value(), target.at()))
        .ifPresent(problems::add);
    new BuildKitFeatures(dockerfile).problems().forEach(problems::add);
    asked
        .options()
        .platform()
        .filter(platform -> HerokuRegistry.is(asked.reference().domain()))
        .filter(platform -> !platform.equals("linux/amd64"))
        .ifPresent(platform -> problems.add(notForHeroku(platform)));
    problems.throwIfAny();
  }

  private Problem notForHeroku(String platform) {
    return Problem.of(
        "Heroku runs no image of the platform '" + platform + "'",
        asked.name().at(),
        "write platform: linux/amd64");
  }

  /** What is probably not meant. */
  List<Problem> warnings() {
    List<Problem> warnings = new ArrayList<>(argCheck().warnings(asked.options().argValues()));
    new BuildKitFeatures(dockerfile).warning().ifPresent(warnings::add);
    warnings.addAll(HerokuWarnings.of(asked.reference(), dockerfile));
    return warnings;
  }

  private ArgCheck argCheck() {
    return new ArgCheck(dockerfile, this::placeOfArg);
  }

  private Place placeOfArg(String name) {
    return asked.options().args().keySet().stream()
        .filter(arg -> arg.value().equals(name))
        .<Place>map(Text::at)
        .findFirst()
        .orElse(asked.name().at());
  }
}
