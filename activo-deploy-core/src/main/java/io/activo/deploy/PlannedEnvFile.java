package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.EnvFileDescription;
import io.activo.deploy.description.EnvFileDescription.Source;
import io.activo.deploy.description.Text;
import io.activo.deploy.envfile.EnvFile;
import io.activo.deploy.envfile.EnvFileChange;
import io.activo.deploy.envfile.EnvFileDiff;
import io.activo.deploy.envfile.Guard;
import io.activo.deploy.envfile.PipelineVariables;
import io.activo.deploy.envfile.PrivateKeys;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.Secret;
import io.activo.deploy.secret.SecretNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The env-file as it goes into the image.
 *
 * @param path its place in the build context
 * @param file the rewritten file
 * @param changes what rewriting changed
 * @param warnings what is probably not meant
 * @param secrets values whose keys, before they were renamed, say that they are secret
 */
record PlannedEnvFile(
    Optional<String> path,
    EnvFile file,
    List<EnvFileChange> changes,
    List<Problem> warnings,
    List<Secret> secrets) {

  static PlannedEnvFile none() {
    return new PlannedEnvFile(Optional.empty(), EnvFile.empty(), List.of(), List.of(), List.of());
  }

  /** The env-file of a description; none where it asks for none, or where it cannot be had. */
  static PlannedEnvFile of(
      DeployDescription description, DeployRequest request, Problems problems) {
    return description
        .envFile()
        .flatMap(
            asked ->
                problems.collect(
                    () -> rewritten(asked, request, application(description, asked, request))))
        .orElseGet(PlannedEnvFile::none);
  }

  /** The process environment without what the description itself reads to reach the cluster. */
  private static Map<String, String> application(
      DeployDescription description, EnvFileDescription asked, DeployRequest request) {
    Map<String, String> process = new HashMap<>(request.process());
    process
        .keySet()
        .removeIf(
            name -> description.pipelineNames().contains(name) && !asked.patterns().asksFor(name));
    return PipelineVariables.application(process, asked.patterns());
  }

  private static PlannedEnvFile rewritten(
      EnvFileDescription asked, DeployRequest request, Map<String, String> environment) {
    EnvFile before = collected(asked, request, environment);
    refuseWhatCannotBeSet(asked);
    EnvFile after = before.rewrite(asked.rewrite());
    Guard.Findings guarded = asked.guard().check(after, asked.setAt(), asked.path().at());
    guarded.throwIfRefused();
    List<Problem> warnings = new ArrayList<>();
    asked
        .rewrite()
        .warnings(before)
        .forEach(warning -> warnings.add(Problem.of(warning, asked.path().at(), "")));
    warnings.addAll(PrivateKeys.warnings(after));
    guarded.warnings().forEach(warning -> warnings.add(warning.at(asked.path().at())));
    return new PlannedEnvFile(
        Optional.of(asked.path().value()),
        after,
        EnvFileChange.between(before, after, asked.rewrite().rename()),
        warnings,
        secrets(before, after, asked.rewrite().rename()));
  }

  private static List<Secret> secrets(EnvFile before, EnvFile after, Map<String, String> renamed) {
    List<Secret> secrets = new ArrayList<>();
    Map<String, String> now = after.readable();
    before
        .readable()
        .forEach(
            (key, value) -> {
              if (SecretNames.looksSecret(key)) {
                secrets.add(Secret.of(value));
                Optional.ofNullable(renamed.get(key))
                    .flatMap(name -> Optional.ofNullable(now.get(name)))
                    .map(Secret::of)
                    .ifPresent(secrets::add);
              }
            });
    return secrets;
  }

  /** Each key and value by itself, at the place where the description sets it. */
  private static void refuseWhatCannotBeSet(EnvFileDescription asked) {
    Problems problems = new Problems();
    asked
        .rewrite()
        .set()
        .forEach(
            (key, value) -> {
              try {
                EnvFile.empty(asked.dialect()).with(key, value);
              } catch (DeployException e) {
                Place at = asked.setAt().getOrDefault(key, asked.path().at());
                e.problems()
                    .forEach(
                        problem ->
                            problems.add(
                                Problem.of(
                                    problem.what(),
                                    at,
                                    "set it encoded, as base64 for example, or use another"
                                        + " dialect of the env-file")));
              }
            });
    problems.throwIfAny();
  }

  /** Every source in order, a later one wins; the text of the first file is kept as it is. */
  private static EnvFile collected(
      EnvFileDescription asked, DeployRequest request, Map<String, String> environment) {
    EnvFile collected = EnvFile.empty(asked.dialect());
    for (Source source : asked.from()) {
      if (source instanceof Source.File file) {
        EnvFile read = read(file.path(), asked, request).only(asked.patterns());
        collected = collected.keys().isEmpty() ? read : collected.overlaidWith(read.values());
      } else {
        collected = overlaid(collected, asked, environment);
      }
    }
    return collected;
  }

  /** What cannot be held stands in the environment, not in the file that was read before. */
  private static EnvFile overlaid(
      EnvFile file, EnvFileDescription asked, Map<String, String> environment) {
    try {
      return file.overlaidWith(environment);
    } catch (DeployException e) {
      throw new DeployException(
          e.problems().stream()
              .map(
                  problem ->
                      new Problem(
                          problem.what() + " (of the environment)",
                          asked.path().at(),
                          problem.fix(),
                          problem.detail()))
              .toList());
    }
  }

  private static EnvFile read(Text path, EnvFileDescription asked, DeployRequest request) {
    byte[] text = new PathsBelow(request.folder()).read(path);
    return EnvFile.parse(path.value(), text, asked.dialect());
  }

  /** The values as they stand, for whoever must not show them. */
  Map<String, String> values() {
    return file.readable();
  }

  /** What the reader of a plan has to know: which settings go into the image, what was changed. */
  List<String> lines(Masker masker) {
    if (path.isEmpty()) {
      return List.of();
    }
    List<String> keys = file.keys().stream().distinct().toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "env-file " + path.get() + " with " + keys.size() + " keys: " + String.join(", ", keys));
    lines.addAll(new EnvFileDiff(changes).lines(masker));
    return lines;
  }
}
