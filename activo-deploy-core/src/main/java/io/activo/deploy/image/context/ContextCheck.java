package io.activo.deploy.image.context;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds everything for which a build context cannot be built, without sending anything. */
record ContextCheck(BuildContext context) {

  /**
   * @throws DeployException with everything that is wrong
   */
  void run() {
    Problems problems = new Problems();
    if (!Files.isDirectory(context.folder())) {
      problems.add(missing("the build context is no folder", context.folder()));
    } else {
      ignoreProblems(problems);
      context.files().keySet().forEach(path -> blocked(path).ifPresent(problems::add));
    }
    dockerfileProblem().ifPresent(problems::add);
    problems.throwIfAny();
  }

  private void ignoreProblems(Problems problems) {
    problems
        .collect(() -> ContextIgnore.of(context))
        .ifPresent(
            ignore ->
                IgnoreFile.problems(ignore.file().toString(), ignore.text().orElse(""))
                    .forEach(problems::add));
  }

  /** Contents of ours may stand below folders alone, which a link is not. */
  private Optional<Problem> blocked(String path) {
    for (int end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
      boolean last = end < 0;
      Path at = DiskFile.resolve(context.folder(), last ? path : path.substring(0, end));
      boolean folder = Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS);
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) && folder == last) {
        String what = "'" + path + "' cannot be put into the build context: this is ";
        return Optional.of(
            Problem.of(
                what + (folder ? "a folder" : "no folder"),
                Place.of(at.toString()),
                "choose another path"));
      } else if (last) {
        return Optional.empty();
      }
    }
  }

  private Optional<Problem> dockerfileProblem() {
    Path file = context.dockerfile();
    if (Files.isRegularFile(file) || ContextDockerfile.ours(context, file).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(missing("the Dockerfile is missing", file));
  }

  private static Problem missing(String what, Path path) {
    Path parent = path.toAbsolutePath().normalize().getParent();
    Collection<String> names =
        parent != null && Files.isDirectory(parent)
            ? DiskFile.children(parent).keySet()
            : List.of();
    String hint = NearestName.hint(String.valueOf(path.getFileName()), names);
    return Problem.of(
        what,
        Place.of(path.toString()),
        hint.isEmpty() ? "make it, or name another in the description" : hint);
  }
}
