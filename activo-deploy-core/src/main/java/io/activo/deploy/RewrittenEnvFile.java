package io.activo.deploy;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.PrivateFile;
import java.util.List;

/**
 * The env-file that a deploy makes.
 *
 * @param lines which keys it has and what was changed, without secrets
 * @param warnings what is allowed, but probably not meant, without secrets
 * @param content the file; it holds secrets
 */
public record RewrittenEnvFile(
    List<String> lines, List<String> warnings, PrivateFile.Content content) {
  public RewrittenEnvFile {
    lines = List.copyOf(lines);
    warnings = List.copyOf(warnings);
  }

  static RewrittenEnvFile of(PlannedEnvFile planned, Masker masker) {
    return new RewrittenEnvFile(
        planned.lines(masker).stream().map(masker::mask).toList(),
        planned.warnings().stream()
            .map(Problem::toString)
            .flatMap(String::lines)
            .map(masker::mask)
            .toList(),
        out -> out.write(planned.file().bytes()));
  }
}
