package io.activo.deploy.ci;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the CI that runs us says it builds.
 *
 * @param name the CI's name
 * @param branch the branch that is built, if it is one
 * @param tag the git tag that is built, if it is one
 */
public record CiBuild(String name, Optional<String> branch, Optional<String> tag) {

  /**
   * One CI's variables, from its own documentation: the one that marks it, those of branch and tag.
   */
  private record Dialect(String name, String mark, String branch, String tag) {

    CiBuild read(Map<String, String> environment) {
      Optional<String> tagged = value(environment, tag);
      return new CiBuild(
          name, tagged.isPresent() ? Optional.empty() : value(environment, branch), tagged);
    }
  }

  private static final String TRAVIS = "Travis CI";
  private static final List<Dialect> DIALECTS =
      List.of(
          new Dialect("CircleCI", "CIRCLECI", "CIRCLE_BRANCH", "CIRCLE_TAG"),
          new Dialect("GitLab CI", "GITLAB_CI", "CI_COMMIT_BRANCH", "CI_COMMIT_TAG"),
          new Dialect(TRAVIS, "TRAVIS", "TRAVIS_BRANCH", "TRAVIS_TAG"),
          new Dialect("Buildkite", "BUILDKITE", "BUILDKITE_BRANCH", "BUILDKITE_TAG"),
          new Dialect(
              "Bitbucket Pipelines", "BITBUCKET_BUILD_NUMBER", "BITBUCKET_BRANCH", "BITBUCKET_TAG"),
          new Dialect("Jenkins", "JENKINS_URL", "BRANCH_NAME", "TAG_NAME"));

  /** The CI that set these variables; empty on a person's machine. */
  public static Optional<CiBuild> detect(Map<String, String> environment) {
    if (environment.containsKey("GITHUB_ACTIONS")) {
      return Optional.of(github(environment));
    }
    if (isTravisPullRequest(environment)) {
      return Optional.of(new CiBuild(TRAVIS, Optional.empty(), Optional.empty()));
    }
    return DIALECTS.stream()
        .filter(dialect -> value(environment, dialect.mark()).isPresent())
        .findFirst()
        .map(dialect -> dialect.read(environment));
  }

  /**
   * GitHub Actions gives one name and its type. For a pull request the name is {@code 12/merge},
   * which is no branch.
   */
  private static CiBuild github(Map<String, String> environment) {
    Optional<String> name = value(environment, "GITHUB_REF_NAME");
    boolean isTag = "tag".equals(environment.get("GITHUB_REF_TYPE"));
    boolean isPullRequest = environment.getOrDefault("GITHUB_REF", "").startsWith("refs/pull/");
    return new CiBuild(
        "GitHub Actions",
        isTag || isPullRequest ? Optional.empty() : name,
        isTag ? name : Optional.empty());
  }

  /**
   * For a pull request Travis CI names the target branch, which it does not build; {@code
   * TRAVIS_PULL_REQUEST} is then the number, {@code false} otherwise. The other dialects name the
   * source branch, or something that is no branch: {@code pull/7} (CircleCI), {@code PR-7}
   * (Jenkins).
   */
  private static boolean isTravisPullRequest(Map<String, String> environment) {
    return value(environment, "TRAVIS").isPresent()
        && value(environment, "TRAVIS_PULL_REQUEST").filter(n -> !n.equals("false")).isPresent();
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
