package io.activo.deploy.image.engine;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.DockerConfig;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Explains why a registry did not take an image. */
final class PushProblem {
  private static final Pattern REFUSED =
      Pattern.compile(
          "unauthorized|unauthenticated|denied|forbidden|no basic auth|authentication|\\b40[13]\\b");

  private PushProblem() {}

  static Problem of(ImageReference image, String message, DockerConfig config) {
    boolean refused = REFUSED.matcher(message.toLowerCase(Locale.ROOT)).find();
    Problem problem =
        Problem.of(
            "the push failed: " + message.strip(),
            Place.of(image.toString()),
            refused ? fix(image, config) : "see whether " + image.domain() + " answers");
    return refused ? problem.withDetail(List.of(used(image, config))) : problem;
  }

  private static String fix(ImageReference image, DockerConfig config) {
    boolean helper =
        config.login(image.domain()).isEmpty() && config.helper(image.domain()).isPresent();
    return (helper ? "write the credentials into 'auths': " : "")
        + "run 'docker login "
        + image.domain()
        + "'"
        + (helper ? " with a DOCKER_CONFIG of its own" : " with a user who may push there");
  }

  private static String used(ImageReference image, DockerConfig config) {
    String file = config.folder().resolve("config.json").toString();
    String helper =
        config
            .helper(image.domain())
            .map(
                name ->
                    "; "
                        + name
                        + " is configured for it, and credential helpers are not supported in this"
                        + " version")
            .orElse("");
    return config
            .login(image.domain())
            .map(
                login ->
                    "used: user '"
                        + login.username()
                        + "' of '"
                        + login.registry()
                        + "' in "
                        + file)
            .orElse("used: no credentials, there are none for " + image.domain() + " in " + file)
        + helper;
  }
}
