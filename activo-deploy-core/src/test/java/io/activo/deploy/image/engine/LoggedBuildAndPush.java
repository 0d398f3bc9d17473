package io.activo.deploy.image.engine;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Builds and pushes one image, with an env-file; for a JVM of its own. */
final class LoggedBuildAndPush {
  private static final Progress SPOKEN =
      new Progress() {
        @Override
        public void line(String text) {
          System.out.println(text);
        }

        @Override
        public void status(String text) {
          System.out.println(text);
        }
      };

  private LoggedBuildAndPush() {}

  /** Takes the reference, the context folder, the text of the env-file and a build argument. */
  public static void main(String[] args) {
    Path folder = Path.of(args[1]);
    Map<String, byte[]> files = Map.of(".env", args[2].getBytes(StandardCharsets.UTF_8));
    ImageReference reference = ImageReference.parse(args[0]);
    Credentials credentials =
        FixedCredentials.password(reference.domain(), "somebody", System.getenv("CANARY_PASSWORD"));
    try (ImageEngine engine =
        ImageEngine.connect(System.getenv(), EngineSettings.none(), credentials)) {
      BuildContext context = new BuildContext(folder, folder.resolve("Dockerfile"), files);
      BuildOptions options = new Options().args(Map.of("KEY", args[3])).build();
      ImageBuild build = new ImageBuild(reference, context, options);
      System.out.println(build);
      engine.build(build, SPOKEN);
      System.out.println("pushed " + engine.push(reference, SPOKEN).digest());
      engine.push(reference.withTag("absent"), SPOKEN);
    } catch (DeployException e) {
      e.printStackTrace(System.out);
    }
  }
}
