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
          new Owner("the shell", "_", "PWD", "OLDPWD", "SHLVL", "SHELL", "BASH", "BASH_*", "IFS"),
          new Owner("the shell", "PS1", "PS2", "PS4", "SHELLOPTS", "BASHOPTS", "PROMPT_COMMAND"),
          new Owner("the shell", "UID", "EUID", "PPID", "OSTYPE", "HOSTTYPE", "MACHTYPE"),
          new Owner("the session", "HOME", "USER", "LOGNAME", "MAIL", "SUDO_*", "SSH_*", "GPG_*"),
          new Owner("the session", "XDG_*", "DBUS_*", "DISPLAY", "EDITOR", "VISUAL", "PAGER"),
          new Owner("the session", "LS_COLORS", "LESS", "LESSOPEN", "LESSCLOSE", "XAUTHORITY"),
          new Owner("the terminal", "TERM", "TERM_*", "COLORTERM", "COLUMNS", "LINES", "TMUX*"),
          new Owner("the machine", "PATH", "MANPATH", "INFOPATH", "HOSTNAME", "DEBIAN_FRONTEND"),
          new Owner("the machine", "TMPDIR", "TMP", "TEMP", "INVOCATION_ID", "JOURNAL_STREAM"),
          new Owner("the machine's language", "LANG", "LANGUAGE", "LC_*"),
          new Owner("the machine's proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"),
          new Owner("the machine's proxy", "http_proxy", "https_proxy", "no_proxy", "all_proxy"),
          new Owner("Java and Maven", "JAVA_*", "JDK_*", "MAVEN_*", "M2_*", "M2", "MVNW_*"),
          new Owner("a language's tools", "GRADLE_HOME", "ANT_HOME", "GOPATH", "GOROOT", "NVM_*"),
          new Owner("a language's tools", "PYENV_*", "RBENV_*", "SDKMAN_*", "CARGO_HOME"),
          new Owner("npm", "NPM_TOKEN", "NPM_CONFIG_*", "npm_*", "YARN_*"),
          new Owner("continuous integration", "CI", "CONTINUOUS_INTEGRATION", "BASH_ENV"),
          new Owner("the pipeline's git", "GIT_ASKPASS", "GIT_SSH*", "GIT_AUTHOR_*"),
          new Owner("the pipeline's git", "GIT_COMMITTER_*", "GIT_TERMINAL_PROMPT"),
          new Owner("coverage and analysis", "CODECOV_*", "COVERALLS_*", "SONAR_TOKEN"),
          new Owner("coverage and analysis", "CC_TEST_REPORTER_ID", "CODACY_*", "SNYK_TOKEN"),
          new Owner("CircleCI", "CIRCLE_*", "CIRCLECI"),
          new Owner("GitHub Actions", "GITHUB_*", "RUNNER_*", "ACTIONS_*", "ImageOS"),
          new Owner("GitHub Actions", "ImageVersion", "AGENT_TOOLSDIRECTORY", "GH_TOKEN", "GH_PAT"),
          new Owner("GitLab CI", "GITLAB_*", "CI_*"),
          new Owner("Buildkite", "BUILDKITE", "BUILDKITE_*"),
          new Owner("Travis CI", "TRAVIS*"),
          new Owner("Bitbucket", "BITBUCKET_*"),
          new Owner("Drone", "DRONE", "DRONE_*"),
          new Owner("Semaphore", "SEMAPHORE", "SEMAPHORE_*"),
          new Owner("AppVeyor", "APPVEYOR", "APPVEYOR_*"),
          new Owner("TeamCity", "TEAMCITY_*"),
          new Owner("AWS CodeBuild", "CODEBUILD_*"),
          new Owner("Jenkins", "JENKINS_*", "HUDSON_*", "JOB_NAME", "JOB_BASE_NAME", "JOB_URL"),
          new Owner("Jenkins", "JOB_DISPLAY_URL", "RUN_*DISPLAY_URL", "BUILD_NUMBER", "BUILD_ID"),
          new Owner("Jenkins", "BUILD_URL", "BUILD_TAG", "BUILD_DISPLAY_NAME", "NODE_NAME"),
          new Owner("Jenkins", "NODE_LABELS", "EXECUTOR_NUMBER", "WORKSPACE", "WORKSPACE_TMP"),
          new Owner("Jenkins", "STAGE_NAME", "GIT_URL", "GIT_PREVIOUS_*", "GIT_LOCAL_BRANCH"),
          new Owner("Azure Pipelines", "TF_BUILD", "PIPELINE_WORKSPACE", "VSTS_*"),
          new Owner("Azure Pipelines", "BUILD_BUILD*", "BUILD_SOURCE*", "BUILD_REPOSITORY_*"),
          new Owner("Azure Pipelines", "BUILD_REASON", "BUILD_REQUESTED*", "BUILD_DEFINITION*"),
          new Owner("Azure Pipelines", "BUILD_QUEUEDBY*", "BUILD_*DIRECTORY", "BUILD_CONTAINERID"),
          new Owner("Azure Pipelines", "SYSTEM_ACCESSTOKEN", "SYSTEM_TEAM*", "SYSTEM_JOB*"),
          new Owner("Azure Pipelines", "SYSTEM_STAGE*", "SYSTEM_PHASE*", "SYSTEM_PULLREQUEST*"),
          new Owner("Azure Pipelines", "SYSTEM_DEFINITION*", "SYSTEM_COLLECTION*"),
          new Owner("Azure Pipelines", "SYSTEM_*DIRECTORY", "SYSTEM_HOSTTYPE", "SYSTEM_PLANID"),
          new Owner("Azure Pipelines", "AGENT_ID", "AGENT_NAME", "AGENT_*DIRECTORY", "AGENT_OS*"),
          new Owner("Azure Pipelines", "AGENT_JOB*", "AGENT_MACHINENAME", "AGENT_WORKFOLDER"),
          new Owner("Docker", "DOCKER_*", "DOCKERHUB_*", "BUILDKIT_*", "BUILDX_*", "COMPOSE_*"),
          new Owner("an image registry", "REGISTRY_USER", "REGISTRY_USERNAME", "REGISTRY_LOGIN"),
          new Owner("an image registry", "REGISTRY_PASSWORD", "REGISTRY_TOKEN", "REGISTRY_AUTH"),
          new Owner("an image registry", "*_REGISTRY_USER", "*_REGISTRY_USERNAME"),
          new Owner("an image registry", "*_REGISTRY_PASSWORD", "*_REGISTRY_TOKEN"),
          new Owner("an image registry", "GHCR_*", "GCR_*", "CR_PAT", "QUAY_*", "ECR_REGISTRY"),
          new Owner("Kubernetes", "KUBECONFIG", "KUBECONFIG_*", "KUBE_CONFIG*", "KUBERNETES_*"),
          new Owner("the deploy's Google account", "GOOGLE_APPLICATION_CREDENTIALS"),
          new Owner("the deploy's Google account", "GOOGLE_CREDENTIALS", "GOOGLE_SERVICE_ACCOUNT*"),
          new Owner("the deploy's Google account", "GOOGLE_CLOUD_KEYFILE_JSON"),
          new Owner("the deploy's Google account", "GOOGLE_GHA_CREDS_PATH", "SERVICE_ACCOUNT"),
          new Owner("the deploy's Google account", "GCLOUD_*", "CLOUDSDK_*", "GKE_*", "GCP_KEY"),
          new Owner("the deploy's Google account", "GCP_SA_*", "GCP_SERVICE_*", "GCP_CREDENTIALS*"),
          new Owner("the deploy's Google account", "SERVICE_ACCOUNT_KEY", "SERVICE_ACCOUNT_JSON"),
          new Owner("Heroku", "HEROKU_*"),
          new Owner("the deploy's messages", "SLACK_*"),
          new Owner("activo-deploy", "ACTIVO_IT_*"));

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
