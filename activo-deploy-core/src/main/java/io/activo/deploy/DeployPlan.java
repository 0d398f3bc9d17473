package io.activo.deploy;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.diff.LiveStates;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.secret.KeyedDigest;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.step.ReleasedImages;
import io.activo.deploy.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All that a deploy will do, complete before anything is done.
 *
 * @param subject what is deployed, and where
 * @param facts name and value of what a reader wants to know first
 * @param steps in the order in which they run
 * @param released the images that the steps have pushed or found so far
 * @param warnings what is allowed, but probably not meant
 * @param isProtected whether the environment is protected
 * @param masker knows every secret of the run
 * @param contents what the steps bring
 * @param release closes what the steps have opened; {@link Deployer} calls it at the end
 */
public record DeployPlan(
    DeployReport.Subject subject,
    List<Fact> facts,
    List<Step> steps,
    ReleasedImages released,
    List<Problem> warnings,
    boolean isProtected,
    Masker masker,
    Contents contents,
    Runnable release) {
  public DeployPlan {
    facts = List.copyOf(facts);
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  /**
   * What the steps bring.
   *
   * @param manifests the objects, before their images are held to digests
   * @param images of each image its digest, or that of what it is built from; reads the contexts
   * @param time the time that the deploy is of
   * @param comparison asks the cluster what would change; empty without a real cluster
   * @param isComplete whether all that is described could be read
   */
  public record Contents(
      List<Manifest> manifests,
      Supplier<Map<String, String>> images,
      Instant time,
      Optional<Comparison> comparison,
      boolean isComplete) {
    public Contents {
      manifests = List.copyOf(manifests);
    }

    /** Nothing. */
    public static Contents none() {
      return new Contents(List.of(), Map::of, Instant.EPOCH, Optional.empty(), true);
    }
  }

  /**
   * This plan, for saving or for comparing with a saved one.
   *
   * @param version of activo-deploy
   * @param seen what the cluster has said, if it was asked
   * @param digest see {@link SavedPlan#of}
   */
  public SavedPlan saved(String version, Optional<Comparison.Answer> seen, KeyedDigest digest) {
    LiveStates live = seen.map(answer -> answer.diff().live()).orElseGet(LiveStates::none);
    SavedPlan.Making making =
        new SavedPlan.Making(version, contents.time(), contents.images().get());
    return SavedPlan.of(this, making, contents.manifests(), live, digest);
  }

  /** One thing to know: {@code cluster}, {@code context staging}. */
  public record Fact(String name, String value) {}
}
