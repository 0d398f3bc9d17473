package io.activo.deploy;

import io.activo.deploy.json.CanonicalJson;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.LiveState;
import io.activo.deploy.kubernetes.diff.LiveStates;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.KeyedDigest;
import io.activo.deploy.secret.PrivateFile;
import io.activo.deploy.step.Step;
import io.activo.deploy.step.StepDescription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan was, so that exactly it is run later: the plan is made again, and refused where it
 * differs. Holds no secret, only digests of what would be sent, of whole objects, under a key that
 * stands in the file.
 *
 * @param subject what is deployed, and where
 * @param making how the plan was made
 * @param target the facts of the plan that say where it goes, name and value
 * @param steps the steps in their order
 * @param manifests the digest of each object that would be sent
 * @param live what the cluster had, as far as it was asked
 * @param digest digests under the key of this plan
 */
public record SavedPlan(
    Subject subject,
    Making making,
    Map<String, String> target,
    List<PlannedStep> steps,
    Map<ObjectRef, String> manifests,
    Map<ObjectRef, LiveState> live,
    KeyedDigest digest) {
  public SavedPlan {
    target = ordered(target);
    steps = List.copyOf(steps);
    manifests = ordered(manifests);
    live = ordered(live);
  }

  /**
   * What is deployed.
   *
   * @param revision the commit, as {@code ACTIVO_REVISION} has it
   */
  public record Subject(String app, String environment, Optional<String> revision) {}

  /**
   * How a plan is made.
   *
   * @param version of activo-deploy
   * @param time {@code ACTIVO_TIME}, in full seconds: a plan that is made again takes this one
   * @param images of each image reference what it is: its digest, or that of its inputs
   */
  public record Making(String version, Instant time, Map<String, String> images) {
    public Making {
      images = ordered(images);
    }
  }

  /**
   * One step.
   *
   * @param verb the kind of step: {@code build}
   * @param digest of its whole description
   */
  public record PlannedStep(String verb, String digest) {}

  /**
   * The plan, for saving or for comparing.
   *
   * @param manifests what would be applied, as it would be sent
   * @param live what the cluster has
   * @param digest {@link KeyedDigest#random} for a plan that is saved; that of the saved plan for
   *     one that is compared with it
   */
  public static SavedPlan of(
      DeployPlan plan,
      Making making,
      List<Manifest> manifests,
      LiveStates live,
      KeyedDigest digest) {
    Map<ObjectRef, String> sent = new LinkedHashMap<>();
    manifests.forEach(one -> sent.put(one.ref(), digested(one.content(), digest)));
    return new SavedPlan(
        new Subject(plan.subject().app(), plan.subject().environment(), plan.subject().revision()),
        making,
        target(plan),
        plan.steps().stream().map(step -> step(step, digest)).toList(),
        sent,
        live.digested(digest),
        digest);
  }

  /** The engine and the folder may be others where the plan is run. */
  private static Map<String, String> target(DeployPlan plan) {
    Map<String, String> target = new LinkedHashMap<>();
    plan.facts().stream()
        .filter(fact -> fact.name().equals("cluster") || fact.name().equals("url"))
        .forEach(fact -> target.put(fact.name(), plan.masker().mask(fact.value())));
    return target;
  }

  private static PlannedStep step(Step step, KeyedDigest digest) {
    StepDescription description = step.describe();
    List<Object> content = List.of(description.verb(), description.what(), description.details());
    return new PlannedStep(description.verb(), digested(content, digest));
  }

  private static String digested(Object content, KeyedDigest digest) {
    return digest.of(CanonicalJson.print(content).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes it, for its owner alone.
   *
   * @throws DeployException if the file cannot be written
   */
  public void write(Path file) {
    try {
      byte[] text = SavedPlanJson.print(this).getBytes(StandardCharsets.UTF_8);
      PrivateFile.write(file, out -> out.write(text));
    } catch (IOException e) {
      throw new DeployException(
          Problem.of(
              "the plan cannot be saved: " + PathsBelow.reason(e),
              Place.of(file.toString()),
              "check activo.plan.out"),
          e);
    }
  }

  /**
   * Reads a saved plan.
   *
   * @throws DeployException if there is none, or none that this version understands
   */
  public static SavedPlan read(Path file) {
    try {
      return SavedPlanJson.read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new DeployException(
          Problem.of(
              "the saved plan cannot be read: " + PathsBelow.reason(e),
              Place.of(file.toString()),
              "save one with activo.plan.out, or correct activo.plan.in"),
          e);
    }
  }

  /**
   * What keeps another plan from being this one, or the cluster from being as it was; empty when it
   * may run.
   *
   * @param now made with the digest and the time of this one
   */
  public List<Problem> differences(SavedPlan now) {
    return new SavedPlanDifferences(this, now).list();
  }

  private static <K, V> Map<K, V> ordered(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
