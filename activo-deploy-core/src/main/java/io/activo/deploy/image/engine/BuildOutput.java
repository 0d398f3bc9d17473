package io.activo.deploy.image.engine;

import com.github.dockerjava.api.model.BuildResponseItem;
import io.activo.deploy.image.dockerfile.DockerfileLines;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.time.Duration;
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
  private static final Pattern TRIGGERS = Pattern.compile("# Executing \\d+ build triggers?");

  /** The builder colours what a command writes to its standard error. */
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  /** What the builder says of its containers, between a command's output and its failure. */
  private static final Pattern CONTAINER =
      Pattern.compile(" ---> Running in .*|(?: ---> )?Remov(?:ing|ed) intermediate container .*");

  private final ImageBuild build;
  private final Progress progress;
  private final Deque<String> last = new ArrayDeque<>();
  private final StringBuilder partial = new StringBuilder();
  private String step = "";
  private boolean triggered;
  private boolean built;
  private Optional<String> error = Optional.empty();

  BuildOutput(ImageBuild build, Progress progress) {
    this.build = build;
    this.progress = progress;
  }

  synchronized void accept(BuildResponseItem item) {
    Optional.ofNullable(item.getStream()).ifPresent(this::text);
    Optional.ofNullable(item.getStatus())
        .ifPresent(
            status ->
                progress.status(
                    Optional.ofNullable(item.getId()).map(id -> id + ": ").orElse("") + status));
    built |= namesAnImage(item);
    error = error.or(() -> EngineFault.of(item));
  }

  /** Each stage ends with the id of its image; a step that follows begins another stage. */
  private static boolean namesAnImage(BuildResponseItem item) {
    return Json.at(item.getRawValues(), "aux", "ID").isPresent();
  }

  private void text(String text) {
    partial.append(COLOUR.matcher(text).replaceAll(""));
    for (int end = partial.indexOf("\n"); end >= 0; end = partial.indexOf("\n")) {
      line(partial.substring(0, end).stripTrailing());
      partial.delete(0, end + 1);
    }
  }

  private void line(String line) {
    if (line.isBlank()) {
      return;
    }
    if (!CONTAINER.matcher(line).matches()) {
      keep(line);
    }
    built |= BUILT.matcher(line).matches();
    triggered |= TRIGGERS.matcher(line).matches();
    if (STEP.matcher(line).matches()) {
      step = line;
      built = false;
      triggered = false;
      progress.line(line);
    } else {
      progress.status(line.strip());
    }
  }

  private void keep(String line) {
    last.addLast(line);
    if (last.size() > KEPT_LINES) {
      last.removeFirst();
    }
  }

  /** What went wrong according to the stream; empty after one that tells the image built. */
  synchronized Optional<Problem> failure() {
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
  synchronized Problem problem(String message) {
    endLine();
    String what = "the build of " + build.reference() + " failed" + at() + ": " + message.strip();
    return Problem.of(what, place(message), fix(message)).withDetail(List.copyOf(last));
  }

  /** The failure of a build that was ended because it took too long. */
  synchronized Problem tooLong(Duration limit) {
    endLine();
    String what = "the build of " + build.reference() + " was ended after " + seconds(limit) + at();
    String fix = "see what the instruction waits for, or allow the build more time";
    return Problem.of(what, place(""), fix).withDetail(List.copyOf(last));
  }

  private static String seconds(Duration time) {
    return time.toSeconds() == 0 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }

  private String at() {
    String trigger = triggered ? ", in an ONBUILD instruction of its base image" : "";
    return step.isEmpty() ? "" : " at '" + step + "'" + trigger;
  }

  private String fix(String message) {
    if (message.contains("BuildKit")) {
      return "this version builds with the classic builder; do without what only BuildKit knows";
    }
    if (step.contains("FROM ") && PushFault.isRefusal(message)) {
      return "check the credentials for the base image's registry: in 'registries' of the description,"
          + " or by docker login";
    }
    return triggered
        ? "give the base image's ONBUILD instruction what it needs"
        : "mend the instruction, or what it needs";
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
