package io.activo.deploy.image.engine;

import com.github.dockerjava.api.model.BuildResponseItem;
import io.activo.deploy.image.dockerfile.DockerfileLines;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the classic builder's output: tells its steps, and keeps what explains a failure. */
final class BuildOutput {
  private static final int KEPT_LINES = 20;
  private static final Pattern STEP = Pattern.compile("Step (\\d+)/\\d+ : .*");
  private static final Pattern BUILT = Pattern.compile("Successfully built [0-9a-f]+");
  private static final Pattern PARSE_ERROR = Pattern.compile("parse error(?: on)? line (\\d+)");

  private final ImageBuild build;
  private final Progress progress;
  private final Deque<String> last = new ArrayDeque<>();
  private final StringBuilder partial = new StringBuilder();
  private String step = "";
  private boolean built;
  private Optional<String> error = Optional.empty();

  BuildOutput(ImageBuild build, Progress progress) {
    this.build = build;
    this.progress = progress;
  }

  void accept(BuildResponseItem item) {
    Optional.ofNullable(item.getStream()).ifPresent(this::text);
    Optional.ofNullable(item.getStatus())
        .ifPresent(
            status ->
                progress.status(
                    Optional.ofNullable(item.getId()).map(id -> id + ": ").orElse("") + status));
    error = error.or(() -> EngineFault.of(item));
  }

  private void text(String text) {
    partial.append(text);
    for (int end = partial.indexOf("\n"); end >= 0; end = partial.indexOf("\n")) {
      line(partial.substring(0, end).stripTrailing());
      partial.delete(0, end + 1);
    }
  }

  private void line(String line) {
    if (line.isBlank()) {
      return;
    }
    last.addLast(line);
    if (last.size() > KEPT_LINES) {
      last.removeFirst();
    }
    built |= BUILT.matcher(line).matches();
    if (STEP.matcher(line).matches()) {
      step = line;
      built = false;
      progress.line(line);
    } else {
      progress.status(line.strip());
    }
  }

  /** What went wrong according to the stream; empty after one that tells the image built. */
  Optional<Problem> failure() {
    endLine();
    return error
        .or(() -> built ? Optional.empty() : Optional.of("the engine ended without an image"))
        .map(this::problem);
  }

  private void endLine() {
    if (!partial.isEmpty()) {
      line(partial.toString());
      partial.setLength(0);
    }
  }

  /** The failure that an engine's message tells. */
  Problem problem(String message) {
    endLine();
    String at = step.isEmpty() ? "" : " at '" + step + "'";
    String what = "the build of " + build.reference() + " failed" + at + ": " + message.strip();
    String fix =
        message.contains("BuildKit")
            ? "this version builds with the classic builder; do without what only BuildKit knows"
            : "mend the instruction, or what it needs";
    return Problem.of(what, place(message), fix).withDetail(List.copyOf(last));
  }

  private Place place(String message) {
    String file = build.context().dockerfile().toString();
    Matcher parse = PARSE_ERROR.matcher(message);
    if (parse.find()) {
      return Place.in(file, Integer.parseInt(parse.group(1)), 1);
    }
    Matcher number = STEP.matcher(step);
    if (!number.matches()) {
      return Place.of(file);
    }
    return DockerfileLines.ofInstruction(
            build.context().dockerfileText(), Integer.parseInt(number.group(1)))
        .<Place>map(line -> Place.in(file, line, 1))
        .orElse(Place.of(file));
  }
}
