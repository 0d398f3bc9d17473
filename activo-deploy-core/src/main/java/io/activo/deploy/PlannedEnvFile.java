package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.EnvFileDescription;
import io.activo.deploy.description.EnvFileDescription.Source;
import io.activo.deploy.description.Text;
import io.activo.deploy.envfile.EnvFile;
import io.activo.deploy.envfile.EnvFileChange;
import io.activo.deploy.envfile.EnvFileDiff;
import io.activo.deploy.envfile.PipelineVariables;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.secret.Masker;
import java.util.ArrayList;
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
 */
record PlannedEnvFile(
    Optional<String> path, EnvFile file, List<EnvFileChange> changes, List<Problem> warnings) {

  static PlannedEnvFile none() {
    return new PlannedEnvFile(Optional.empty(), EnvFile.empty(), List.of(), List.of());
  }

  /** The env-file of a description; none where it asks for none, or where it cannot be had. */
  static PlannedEnvFile of(
      DeployDescription description, DeployRequest request, Problems problems) {
    return description
        .envFile()
        .flatMap(asked -> problems.collect(() -> rewritten(asked, request)))
        .orElseGet(PlannedEnvFile::none);
  }

  private static PlannedEnvFile rewritten(EnvFileDescription asked, DeployRequest request) {
    EnvFile before = collected(asked, request);
    EnvFile after = before.rewrite(asked.rewrite());
    return new PlannedEnvFile(
        Optional.of(asked.path().value()),
        after,
        EnvFileChange.between(before, after),
        asked.rewrite().warnings().stream()
            .map(warning -> Problem.of(warning, asked.path().at(), ""))
            .toList());
  }

  /** Every source in order, a later one wins; the text of the first file is kept as it is. */
  private static EnvFile collected(EnvFileDescription asked, DeployRequest request) {
    EnvFile collected = EnvFile.empty();
    for (Source source : asked.from()) {
      if (source instanceof Source.File file) {
        EnvFile read = read(file.path(), request).only(asked.patterns());
        collected = collected.keys().isEmpty() ? read : collected.overlaidWith(read.values());
      } else {
        collected = overlaid(collected, asked, request.process());
      }
    }
    return collected;
  }

  /** What cannot be held stands in the environment, not in the file that was read before. */
  private static EnvFile overlaid(
      EnvFile file, EnvFileDescription asked, Map<String, String> process) {
    try {
      return file.overlaidWith(PipelineVariables.application(process, asked.patterns()));
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

  private static EnvFile read(Text path, DeployRequest request) {
    return EnvFile.parse(path.value(), new PathsBelow(request.folder()).read(path));
  }

  Map<String, String> values() {
    return file.values();
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
