package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushProblemTest {
  private static final ImageReference IMAGE = ImageReference.parse("localhost:5000/app:1");
  private static final Credential CI =
      new Credential("user 'ci' of GCR_KEY", new Login.Password("ci", Secret.of("canary")));

  @Test
  void saysWhichCredentialsWereRefusedAndWhatToCheck() {
    Problem problem = PushProblem.of(IMAGE, "unauthorized: authentication required", CI);
    assertEquals(List.of("used: user 'ci' of GCR_KEY"), problem.detail());
    assertEquals("see whether they have expired, and may push to and pull from app", problem.fix());
    assertFalse(problem.toString().contains("canary"), problem.toString());
  }

  @Test
  void asksForCredentialsWhereThereAreNone() {
    Problem problem = PushProblem.of(IMAGE, "no basic auth credentials", Credential.anonymous());
    assertEquals(List.of("used: no credentials"), problem.detail());
    assertTrue(problem.fix().contains("docker login localhost:5000"), problem.toString());
  }

  @Test
  void tellsWhatIsMissing() {
    assertEquals("build it first", fix("An image does not exist locally with the tag: app"));
    assertEquals(
        "make the repository app at localhost:5000, or mend the name",
        fix("name unknown: repository not found"));
    assertEquals(
        "see whether localhost:5000 answers, and push again",
        fix("dial tcp 127.0.0.1:5000: connect: connection refused"));
  }

  private static String fix(String message) {
    return PushProblem.of(IMAGE, message, CI).fix();
  }
}
