package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.ImageDescription;
import io.activo.deploy.description.Text;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.image.engine.ImageBuild;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.secret.Masker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The image that will be built.
 *
 * @param build its name and context
 * @param from what it is built from, for the reader
 * @param settings which settings go into it, for the reader
 */
record PlannedImage(ImageBuild build, String from, List<String> settings) {

  static Optional<PlannedImage> of(
      DeployDescription description,
      DeployRequest request,
      PlannedEnvFile envFile,
      Masker masker,
      Problems problems) {
    return description
        .image()
        .flatMap(
            image -> {
              PathsBelow paths = new PathsBelow(request.folder());
              Optional<Path> folder = path(image.context(), request.folder(), paths, problems);
              Optional<Path> dockerfile =
                  path(
                      image.dockerfile(),
                      folder.orElse(request.folder()).resolve("Dockerfile"),
                      paths,
                      problems);
              return folder.isEmpty() || dockerfile.isEmpty()
                  ? Optional.empty()
                  : problems.collect(
                      () ->
                          planned(
                              new Paths(paths, folder.get(), dockerfile.get()),
                              image,
                              envFile,
                              masker));
            });
  }

  /** Where the image's parts are. */
  private record Paths(PathsBelow all, Path folder, Path dockerfile) {}

  private static Optional<Path> path(
      Optional<Text> asked, Path otherwise, PathsBelow paths, Problems problems) {
    return asked.isEmpty()
        ? Optional.of(otherwise)
        : problems.collect(() -> paths.resolve(asked.get()));
  }

  private static PlannedImage planned(
      Paths paths, ImageDescription image, PlannedEnvFile envFile, Masker masker) {
    Map<String, byte[]> files =
        envFile.path().map(path -> Map.of(path, envFile.file().bytes())).orElse(Map.of());
    BuildContext context = new BuildContext(paths.folder(), paths.dockerfile(), files);
    context.check();
    String from =
        paths.all().show(paths.dockerfile()) + ", context " + paths.all().show(paths.folder());
    return new PlannedImage(
        new ImageBuild(image.reference(), context), from, envFile.lines(masker));
  }
}
