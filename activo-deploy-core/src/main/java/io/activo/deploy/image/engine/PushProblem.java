package io.activo.deploy.image.engine;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;

/** Explains why a registry did not take an image. */
final class PushProblem {
  private PushProblem() {}

  /**
   * @param message what the engine or the registry said
   * @param used what the registry was shown
   */
  static Problem of(ImageReference image, String message, Credential used) {
    return problem("the push failed: ", image, message, used);
  }

  /** An image that was pushed and is not given back. */
  static Problem unreadable(ImageReference image, String message, Credential used) {
    return problem("pushed, but its manifest cannot be read: ", image, message, used);
  }

  private static Problem problem(
      String what, ImageReference image, String message, Credential used) {
    Problem problem =
        Problem.of(what + message.strip(), Place.of(image.toString()), fix(image, message, used));
    return PushFault.isRefusal(message)
        ? problem.withDetail(List.of("used: " + used.source()))
        : problem;
  }

  private static String fix(ImageReference image, String message, Credential used) {
    if (PushFault.isRefusal(message)) {
      return used.login() instanceof Login.Anonymous
          ? "run 'docker login " + image.domain() + "', or name credentials for it in 'registries'"
          : "see whether they have expired, and may push to and pull from " + image.path();
    }
    if (message.contains("does not exist locally") || message.contains("tag does not exist")) {
      return "build it first";
    }
    if (PushFault.isAbsence(message)) {
      return "make the repository " + image.path() + " at " + image.domain() + ", or mend the name";
    }
    return "see whether " + image.domain() + " answers, and push again";
  }
}
