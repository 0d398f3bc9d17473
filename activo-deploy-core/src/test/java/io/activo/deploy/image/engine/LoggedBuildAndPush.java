package io.activo.deploy.image.engine;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Builds and pushes one image, with an env-file; for a JVM of its own. */
final class LoggedBuildAndPush {
  private LoggedBuildAndPush() {}

  /** Takes the reference, the context folder and the text of the env-file. */
  public static void main(String[] args) {
    Path folder = Path.of(args[1]);
    Map<String, byte[]> files = Map.of(".env", args[2].getBytes(StandardCharsets.UTF_8));
    ImageReference reference = ImageReference.parse(args[0]);
    try (ImageEngine engine = ImageEngine.connect(System.getenv())) {
      BuildContext context = new BuildContext(folder, folder.resolve("Dockerfile"), files);
      engine.build(new ImageBuild(reference, context), Progress.none());
      System.out.println("pushed " + engine.push(reference, Progress.none()));
    }
  }
}
