package io.activo.deploy.description;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.git.Revision;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentChoiceTest {
  private static final String YAML =
      """
      app: web
      environments:
        staging: {branches: [develop, 'release/.*']}
        production: {branches: [master], tags: ['v[0-9]+']}
        hotfix: {branches: ['release/hot.*']}
      """;

  @Test
  void theBranchChooses() {
    assertEquals("staging", chosen(Described.chosen(YAML).onBranch("develop")));
    assertEquals("production", chosen(Described.chosen(YAML).onBranch("master")));
    assertEquals("staging", chosen(Described.chosen(YAML).onBranch("release/1")));
  }

  @Test
  void theTagChooses() {
    assertEquals("production", chosen(Described.chosen(YAML).on(tagged("v12"))));
  }

  @Test
  void patternsAreMatchedWhole() {
    Problem problem = Described.chosen(YAML).on(tagged("v12-rc")).problems().get(0);
    assertEquals(
        """
        activo.yml:3:3: no environment deploys tag v12-rc; choose one by -Denv=NAME
              staging     branches develop release/.*, tags none
              production  branches master, tags v[0-9]+
              hotfix      branches release/hot.*, tags none""",
        problem.toString());
  }

  @Test
  void twoThatMatchAreRefusedWithTheTable() {
    Problem problem = Described.chosen(YAML).onBranch("release/hot1").problems().get(0);
    assertEquals(
        """
        activo.yml:3:3: 2 environments deploy branch release/hot1; choose one by -Denv=NAME
            * staging     branches develop release/.*, tags none
              production  branches master, tags v[0-9]+
            * hotfix      branches release/hot.*, tags none""",
        problem.toString());
  }

  @Test
  void withoutABranchOrTagTheTableIsTold() {
    Described.chosen(YAML)
        .on(Revision.unknown())
        .isRefused(
            "activo.yml:3:3: no environment deploys without a branch or tag; choose one by"
                + " -Denv=NAME");
  }

  @Test
  void anUnknownNameIsToldWithTheNearest() {
    Described.in("prodution", YAML)
        .isRefused(
            "activo.yml:3:3: there is no environment 'prodution'; did you mean 'production'?");
    Described.in("qa", YAML)
        .isRefused(
            "activo.yml:3:3: there is no environment 'qa'; environments: staging, production,"
                + " hotfix");
  }

  @Test
  void aPatternThatIsNoneIsToldWithItsPlace() {
    Described.chosen("app: web\nenvironments: {it: {branches: ['a(']}}\n")
        .onBranch("a")
        .isRefused("activo.yml:2:32: 'a(' is no regular expression: Unclosed group");
  }

  private static String chosen(Described described) {
    return described.description().environment().name().value();
  }

  private static Revision tagged(String tag) {
    return new Revision(Optional.of("1f2e3d4"), Optional.empty(), Optional.of(tag), List.of());
  }
}
