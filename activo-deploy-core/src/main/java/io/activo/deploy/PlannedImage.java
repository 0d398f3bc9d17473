package io.activo.deploy;

import io.activo.deploy.description.BuildDescription;
import io.activo.deploy.description.ImageDescription;
import io.activo.deploy.description.Text;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.image.dockerfile.Dockerfile;
import io.activo.deploy.image.engine.BuildOptions;
import io.activo.deploy.image.engine.ImageBuild;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Masker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One image of the plan.
 *
 * @param asked the image as it is described
 * @param built how it is built; empty for one that is taken
 * @param warnings what is probably not meant with it
 */
record PlannedImage(ImageDescription asked, Optional<Built> built, List<Problem> warnings) {

  /**
   * What is built.
   *
   * @param build its name, context and options
   * @param from what it is built from, for the reader
   * @param settings which settings go into it, for the reader
   */
  record Built(ImageBuild build, String from, List<String> settings) {}

  /** What the images of one plan are made with. */
  record Workshop(PathsBelow paths, PlannedEnvFile envFile, ImageLabels labels, Masker masker) {}

  static PlannedImage taken(ImageDescription asked) {
    return new PlannedImage(asked, Optional.empty(), List.of());
  }

  /**
   * An image that is built.
   *
   * @throws DeployException with everything for which it cannot be
   */
  static PlannedImage built(ImageDescription asked, Workshop workshop) {
    PathsBelow paths = workshop.paths();
    Path folder = asked.context().map(paths::resolve).orElse(paths.folder());
    Path dockerfile =
        asked.dockerfile().map(paths::resolve).orElseGet(() -> folder.resolve("Dockerfile"));
    BuildContext context = new BuildContext(folder, dockerfile, files(asked, workshop));
    context.check();
    PlannedDockerfile said =
        new PlannedDockerfile(
            asked, Dockerfile.parse(paths.show(dockerfile), context.dockerfileText()));
    said.check();
    ImageBuild build = new ImageBuild(asked.reference(), context, options(asked, workshop));
    String from = paths.show(dockerfile) + ", context " + paths.show(folder);
    Built built = new Built(build, from, settings(asked, workshop));
    return new PlannedImage(asked, Optional.of(built), said.warnings());
  }

  private static Map<String, byte[]> files(ImageDescription asked, Workshop workshop) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    asked.files().forEach((path, content) -> files.put(path.value(), content));
    PlannedEnvFile envFile = workshop.envFile();
    if (asked.takesEnvFile() && envFile.path().isPresent()) {
      String path = envFile.path().get();
      if (files.put(path, envFile.file().bytes()) != null) {
        throw new DeployException(
            Problem.of(
                "'" + path + "' stands under 'files' and is the env-file",
                at(asked, path),
                "keep one of them"));
      }
    }
    return files;
  }

  private static io.activo.deploy.problem.Place at(ImageDescription asked, String path) {
    return asked.files().keySet().stream()
        .filter(name -> name.value().equals(path))
        .map(Text::at)
        .findFirst()
        .orElse(asked.name().at());
  }

  private static BuildOptions options(ImageDescription asked, Workshop workshop) {
    BuildDescription said = asked.options();
    return new BuildOptions(
        asked.tags().stream().map(Text::value).toList(),
        said.target().map(Text::value),
        said.argValues(),
        workshop.labels().with(said.labels()),
        said.platform(),
        said.pull(),
        said.network(),
        said.addHosts(),
        said.shmSize(),
        said.memory(),
        said.cacheFrom(),
        said.timeout());
  }

  /** Names alone: what stands in a file or an argument may be secret. */
  private static List<String> settings(ImageDescription asked, Workshop workshop) {
    BuildDescription said = asked.options();
    List<String> lines = new ArrayList<>();
    if (asked.takesEnvFile()) {
      lines.addAll(workshop.envFile().lines(workshop.masker()));
    }
    add(lines, "files ", asked.files().keySet().stream().map(Text::value).toList());
    said.target().ifPresent(target -> lines.add("target " + target));
    said.platform().ifPresent(platform -> lines.add("platform " + platform));
    add(lines, "args ", said.args().keySet().stream().map(Text::value).toList());
    add(lines, "labels ", List.copyOf(said.labels().keySet()));
    return lines;
  }

  private static void add(List<String> lines, String title, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(title + String.join(", ", names));
    }
  }
}
