package io.activo.deploy.envfile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables of a process environment that are the machine's or the pipeline's own. An env-file
 * that is made from the environment leaves them out: the application does not read them, {@code
 * PATH} and its like would break it, and the credentials of a pipeline do not belong into an image.
 */
public final class PipelineVariables {
  private record Owner(String name, List<String> patterns) {
    Owner(String name, String... patterns) {
      this(name, List.of(patterns));
    }
  }

  private static final List<Owner> OWNERS =
      List.of(
          new Owner("the shell", "_", "PWD", "OLDPWD", "SHLVL", "SHELL", "BASH_*", "PS1", "IFS"),
          new Owner("the session", "HOME", "USER", "LOGNAME", "MAIL", "SUDO_*", "SSH_*", "GPG_*"),
          new Owner("the session", "XDG_*", "DBUS_*", "DISPLAY", "EDITOR", "PAGER", "LS_COLORS"),
          new Owner("the terminal", "TERM", "TERM_*", "COLORTERM", "COLUMNS", "LINES"),
          new Owner("the machine", "PATH", "HOSTNAME", "TMPDIR", "DEBIAN_FRONTEND"),
          new Owner("the machine's language", "LANG", "LANGUAGE", "LC_*"),
          new Owner("the machine's proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"),
          new Owner("the machine's proxy", "http_proxy", "https_proxy", "no_proxy"),
          new Owner("Java and Maven", "JAVA_*", "JDK_*", "MAVEN_*", "M2_*", "MVNW_*"),
          new Owner("npm", "NPM_TOKEN", "npm_*"),
          new Owner("continuous integration", "CI", "CONTINUOUS_INTEGRATION", "BASH_ENV"),
          new Owner("CircleCI", "CIRCLE_*", "CIRCLECI"),
          new Owner("GitHub Actions", "GITHUB_*", "RUNNER_*", "ACTIONS_*"),
          new Owner("GitLab CI", "GITLAB_*", "CI_*"),
          new Owner("Buildkite", "BUILDKITE", "BUILDKITE_*"),
          new Owner("Travis CI", "TRAVIS*"),
          new Owner("Jenkins", "JENKINS_*"),
          new Owner("Docker", "DOCKER_*", "BUILDKIT_*"),
          new Owner("Kubernetes", "KUBECONFIG", "KUBERNETES_*"),
          new Owner("the deploy's Google account", "GOOGLE_APPLICATION_CREDENTIALS"),
          new Owner("the deploy's Google account", "SERVICE_ACCOUNT", "CLOUDSDK_*"),
          new Owner("Heroku", "HEROKU_*"),
          new Owner("the deploy's messages", "SLACK_*"));

  private PipelineVariables() {}

  /** Whose the variable is, for people: {@code CircleCI}; empty for the application's. */
  public static Optional<String> ownerOf(String name) {
    return OWNERS.stream()
        .filter(owner -> KeyPatterns.matchesAny(owner.patterns(), name))
        .map(Owner::name)
        .findFirst();
  }

  /**
   * What an env-file takes from a process environment: the variables that the patterns accept,
   * those of the machine and the pipeline only where {@code include} asks for them by more than
   * {@code *}. So {@code include: ['*', CIRCLE_SHA1]} is the application's variables and that one.
   */
  public static SortedMap<String, String> application(
      Map<String, String> environment, KeyPatterns patterns) {
    SortedMap<String, String> application = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (patterns.accepts(name) && (patterns.asksFor(name) || ownerOf(name).isEmpty())) {
            application.put(name, value);
          }
        });
    return application;
  }
}
