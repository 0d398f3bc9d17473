package io.activo.deploy.report;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.step.ReleasedImages;
import io.activo.deploy.step.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a deploy did.
 *
 * @param subject what was deployed, and where
 * @param started when
 * @param time how long the whole took
 * @param steps every step of the plan, also those that were not reached
 * @param released the images that were pushed or found, with their digests
 * @param warnings what the plan warned of
 */
public record DeployReport(
    Subject subject,
    Instant started,
    Duration time,
    List<StepReport> steps,
    List<ReleasedImages.Released> released,
    List<Problem> warnings) {
  public DeployReport {
    steps = List.copyOf(steps);
    released = List.copyOf(released);
    warnings = List.copyOf(warnings);
  }

  /**
   * What a deploy is about.
   *
   * @param done what the application is when every step has succeeded: {@code deployed}, {@code
   *     built}, {@code pushed} or {@code promoted}
   * @param app the application
   * @param environment the environment
   * @param url where people find it
   * @param revision the commit, as {@code ACTIVO_REVISION} has it
   * @param images the images with their tags
   * @param rehearsal whether nothing left the machine
   */
  public record Subject(
      String done,
      String app,
      String environment,
      Optional<String> url,
      Optional<String> revision,
      List<String> images,
      boolean rehearsal) {}

  /** Whether no step failed. */
  public boolean succeeded() {
    return problems().isEmpty();
  }

  /** Why the deploy failed; empty when it did not. */
  public List<Problem> problems() {
    return steps.stream()
        .flatMap(step -> step.result().stream())
        .filter(StepResult.Failed.class::isInstance)
        .flatMap(result -> ((StepResult.Failed) result).problems().stream())
        .toList();
  }
}
