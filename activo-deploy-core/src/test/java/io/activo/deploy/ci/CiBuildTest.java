package io.activo.deploy.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CiBuildTest {

  @Test
  void readsTheBranchOfEachCi() {
    isBranch("CircleCI", Map.of("CIRCLECI", "true", "CIRCLE_BRANCH", "b"));
    isBranch("GitLab CI", Map.of("GITLAB_CI", "true", "CI_COMMIT_BRANCH", "b"));
    isBranch(
        "GitHub Actions",
        Map.of("GITHUB_ACTIONS", "true", "GITHUB_REF_NAME", "b", "GITHUB_REF_TYPE", "branch"));
    isBranch("Jenkins", Map.of("JENKINS_URL", "https://ci", "BRANCH_NAME", "b"));
    isBranch("Travis CI", Map.of("TRAVIS", "true", "TRAVIS_BRANCH", "b"));
    isBranch("Buildkite", Map.of("BUILDKITE", "true", "BUILDKITE_BRANCH", "b"));
    isBranch("Bitbucket Pipelines", Map.of("BITBUCKET_BUILD_NUMBER", "1", "BITBUCKET_BRANCH", "b"));
  }

  /** Travis and Buildkite set the branch's variable to the tag's name as well. */
  @Test
  void aTagBuildIsNoBranchBuild() {
    CiBuild expected = new CiBuild("Travis CI", Optional.empty(), Optional.of("v1"));
    assertEquals(
        Optional.of(expected),
        CiBuild.detect(Map.of("TRAVIS", "true", "TRAVIS_BRANCH", "v1", "TRAVIS_TAG", "v1")));
    assertEquals(
        Optional.of(new CiBuild("GitHub Actions", Optional.empty(), Optional.of("v1"))),
        CiBuild.detect(
            Map.of("GITHUB_ACTIONS", "true", "GITHUB_REF_NAME", "v1", "GITHUB_REF_TYPE", "tag")));
  }

  @Test
  void aPullRequestIsNeither() {
    assertEquals(
        Optional.of(new CiBuild("GitHub Actions", Optional.empty(), Optional.empty())),
        CiBuild.detect(
            Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_REF", "refs/pull/12/merge",
                "GITHUB_REF_NAME", "12/merge",
                "GITHUB_REF_TYPE", "branch")));
  }

  @Test
  void aPullRequestIsNeverItsTarget() {
    assertEquals(
        Optional.of(new CiBuild("Travis CI", Optional.empty(), Optional.empty())),
        CiBuild.detect(
            Map.of("TRAVIS", "true", "TRAVIS_BRANCH", "main", "TRAVIS_PULL_REQUEST", "7")));
    isBranch(
        "Travis CI",
        Map.of("TRAVIS", "true", "TRAVIS_BRANCH", "b", "TRAVIS_PULL_REQUEST", "false"));
    isBranch(
        "Buildkite",
        Map.of(
            "BUILDKITE", "true",
            "BUILDKITE_BRANCH", "b",
            "BUILDKITE_PULL_REQUEST", "7",
            "BUILDKITE_PULL_REQUEST_BASE_BRANCH", "main"));
    isBranch(
        "Bitbucket Pipelines",
        Map.of(
            "BITBUCKET_BUILD_NUMBER", "1",
            "BITBUCKET_BRANCH", "b",
            "BITBUCKET_PR_ID", "7",
            "BITBUCKET_PR_DESTINATION_BRANCH", "main"));
    assertEquals(
        Optional.of("PR-7"),
        CiBuild.detect(
                Map.of(
                    "JENKINS_URL", "https://ci",
                    "BRANCH_NAME", "PR-7",
                    "CHANGE_ID", "7",
                    "CHANGE_TARGET", "main"))
            .flatMap(CiBuild::branch));
    assertEquals(
        Optional.of("pull/7"),
        CiBuild.detect(Map.of("CIRCLECI", "true", "CIRCLE_BRANCH", "pull/7"))
            .flatMap(CiBuild::branch));
  }

  @Test
  void aPersonsMachineIsNone() {
    assertEquals(Optional.empty(), CiBuild.detect(Map.of("HOME", "/home/p")));
  }

  private static void isBranch(String name, Map<String, String> environment) {
    assertEquals(
        Optional.of(new CiBuild(name, Optional.of("b"), Optional.empty())),
        CiBuild.detect(environment));
  }
}
