package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.ImageDescription;
import io.activo.deploy.image.BuildContext;
import io.activo.deploy.image.ImageBuild;
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
            image -> problems.collect(() -> planned(image, request.folder(), envFile, masker)));
  }

  private static PlannedImage planned(
      ImageDescription image, Path base, PlannedEnvFile envFile, Masker masker) {
    PathsBelow paths = new PathsBelow(base);
    Path folder = image.context().map(paths::resolve).orElse(base);
    Path dockerfile = image.dockerfile().map(paths::resolve).orElse(folder.resolve("Dockerfile"));
    Map<String, byte[]> files =
        envFile.path().map(path -> Map.of(path, envFile.file().bytes())).orElse(Map.of());
    BuildContext context = new BuildContext(folder, dockerfile, files);
    context.check();
    String from = paths.show(dockerfile) + ", context " + paths.show(folder);
    return new PlannedImage(
        new ImageBuild(image.reference(), context), from, envFile.lines(masker));
  }
}
