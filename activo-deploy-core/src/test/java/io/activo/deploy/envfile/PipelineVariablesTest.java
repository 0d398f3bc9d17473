package io.activo.deploy.envfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineVariablesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", "/bin",
          "CIRCLE_SHA1", "abc",
          "CIRCLE_TOKEN", "t",
          "BASH_FUNC_x%%", "() {\n}",
          "FLASK_ENV", "testing",
          "SECRET_KEY", "k");

  @Test
  void leavesOutWhatIsThePipelinesOwn() {
    assertEquals(Set.of("FLASK_ENV", "SECRET_KEY"), taken(List.of(), List.of()));
    assertEquals(Set.of("FLASK_ENV", "SECRET_KEY"), taken(List.of("*"), List.of()));
  }

  @Test
  void bringsBackOnPurposeWhatIsIncluded() {
    assertEquals(Set.of("CIRCLE_SHA1"), taken(List.of("CIRCLE_SHA1"), List.of()));
    assertEquals(
        Set.of("FLASK_ENV", "SECRET_KEY", "CIRCLE_SHA1"),
        taken(List.of("*", "CIRCLE_*"), List.of("*_TOKEN")));
  }

  @Test
  void excludesWhateverIncludeSays() {
    assertEquals(Set.of("FLASK_ENV"), taken(List.of("SECRET_KEY", "*"), List.of("SECRET*")));
  }

  @Test
  void knowsTheOwners() {
    assertEquals(Optional.of("CircleCI"), PipelineVariables.ownerOf("CIRCLE_BRANCH"));
    assertEquals(Optional.of("the machine's language"), PipelineVariables.ownerOf("LC_ALL"));
    for (String own : List.of("DATABASE_URI", "REDIS_URL", "PORT", "CIRCUIT", "MY_PATH", "_X")) {
      assertEquals(Optional.empty(), PipelineVariables.ownerOf(own), own);
    }
  }

  private static Set<String> taken(List<String> include, List<String> exclude) {
    return PipelineVariables.application(ENVIRONMENT, new KeyPatterns(include, exclude)).keySet();
  }
}
