package io.activo.maven;

import io.activo.deploy.Adapters;
import io.activo.deploy.ConnectingAdapters;
import io.activo.deploy.DeployPlanner;
import io.activo.deploy.DeployRequest;
import io.activo.deploy.ImageRequest;
import io.activo.deploy.PlanRefused;
import io.activo.deploy.ProcessEnvironment;
import io.activo.deploy.description.Times;
import io.activo.deploy.image.credentials.ServerLogins;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What every goal has: the settings that say what is deployed where. */
abstract class AbstractActivoMojo extends AbstractMojo {
  private static final String ENVIRONMENT = "env";
  private static final String VARIABLE = "activo.var.";
  private static final List<String> PROPERTIES =
      List.of("activo.file", "activo.rehearse", "activo.skip", "activo.timeout", "activo.yes");

  /**
   * The environment to deploy to, one of those in the description. Without it the branch or tag
   * chooses.
   */
  @Parameter(property = ENVIRONMENT)
  private @Nullable String env;

  /** The description, relative to the folder of the POM or, without a POM, the current one. */
  @Parameter(property = "activo.file", defaultValue = "activo.yml")
  private String file = "activo.yml";

  /** Rehearses: every outside system is replaced by one in memory, nothing leaves this machine. */
  @Parameter(property = "activo.rehearse", defaultValue = "false")
  private String rehearse = "false";

  /** Does nothing at all. */
  @Parameter(property = "activo.skip", defaultValue = "false")
  private boolean skip;

  /** How long the rollout may take, such as {@code 90s} or {@code 10m}; else the description's. */
  @Parameter(property = "activo.timeout")
  private @Nullable String timeout;

  /**
   * An image that exists, REPOSITORY[:TAG]@DIGEST: it is deployed and nothing is built. Several
   * with commas, each known by its repository.
   */
  @Parameter(property = "activo.image")
  private @Nullable String image;

  /** The time in the images' label, so that a build can be reproduced; else the commit's. */
  @Parameter(defaultValue = "${project.build.outputTimestamp}")
  private @Nullable String outputTimestamp;

  @Parameter(defaultValue = "${plugin}", readonly = true)
  private @Nullable PluginDescriptor plugin;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private @Nullable MavenSession session;

  @Inject private @Nullable SettingsDecrypter settingsDecrypter;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private @Nullable MavenProject project;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("skipped: activo.skip is set");
      return;
    }
    refuseUnknownProperties();
    if (isModuleWithoutDescription()) {
      getLog().info("skipped: this module has no " + file);
      return;
    }
    try {
      prepare();
      run();
    } catch (PlanRefused e) {
      e.warnings().forEach(each -> each.toString().lines().forEach(line -> getLog().warn(line)));
      throw refused(e.problems());
    } catch (DeployException e) {
      throw refused(e.problems());
    }
  }

  /** A goal bound in a parent runs in every module; those that deploy nothing are passed over. */
  boolean isModuleWithoutDescription() {
    return project().getBasedir() != null
        && !project().isExecutionRoot()
        && !Files.exists(folder().resolve(file));
  }

  /** What comes before everything else. */
  void prepare() throws MojoExecutionException {}

  /** The goal's own part. */
  abstract void run() throws MojoExecutionException, MojoFailureException;

  /** The properties that this goal knows beside those of every goal. */
  List<String> ownProperties() {
    return List.of();
  }

  /** Plans what the settings say. */
  DeployPlanner planner() throws MojoFailureException {
    return new DeployPlanner(request());
  }

  /** Adapters for a plan whose cluster is asked as soon as the plan is made. */
  static ConnectingAdapters connecting() {
    return new ConnectingAdapters(Adapters.real(ProcessEnvironment.variables()));
  }

  /** As {@link #planner}, of plans whose cluster is asked as soon as they are made. */
  DeployPlanner planner(ConnectingAdapters adapters) throws MojoFailureException {
    return new DeployPlanner(request(), adapters, Adapters.rehearsal());
  }

  /** As {@link #planner}, for a deploy of another time than now. */
  DeployPlanner planner(Instant time) throws MojoFailureException {
    return new DeployPlanner(request().at(time));
  }

  /** The version of this plugin. */
  String version() {
    return injected(plugin, "plugin").getVersion();
  }

  private DeployRequest request() throws MojoFailureException {
    return new DeployRequest(
        folder().resolve(file),
        environment(),
        variables(),
        ProcessEnvironment.variables(),
        flag("activo.rehearse", rehearse),
        timeout(),
        Clock.systemUTC(),
        images(),
        servers(),
        Optional.empty());
  }

  private ServerLogins servers() {
    return new SettingsServers(
        session().getSettings(), injected(settingsDecrypter, "settings decrypter"));
  }

  /** Where there is no POM, Maven's own stand-in for one says nothing of a version. */
  private ImageRequest images() {
    Optional<String> version =
        Optional.of(project())
            .filter(known -> known.getBasedir() != null)
            .map(MavenProject::getVersion);
    ImageRequest images = new ImageRequest(List.of(), version, Optional.empty());
    images = outputTimestamp == null ? images : images.withCreated(outputTimestamp);
    return image == null ? images : images.withGiven(image);
  }

  /** The folder of the POM or, without a POM, the current one. */
  Path folder() {
    return project().getBasedir() == null
        ? Path.of("").toAbsolutePath()
        : project().getBasedir().toPath();
  }

  /**
   * A value in the POM would silently stand above the command line's: two that differ are refused.
   */
  Optional<String> environment() throws MojoFailureException {
    String typed = userProperties().getProperty(ENVIRONMENT);
    if (typed != null && env != null && !typed.equals(env)) {
      throw new MojoFailureException(
          "-Denv="
              + typed
              + " differs from <env>"
              + env
              + "</env> in the POM; remove <env> from the POM, so that one of them counts");
    }
    return Optional.ofNullable(env).filter(name -> !name.isBlank());
  }

  /** {@code -Dactivo.var.NAME=value}, by NAME. */
  Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    Properties properties = userProperties();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(VARIABLE)) {
        variables.put(name.substring(VARIABLE.length()), properties.getProperty(name));
      }
    }
    return variables;
  }

  /** Maven would take every word but {@code true} for no, and so for a real deploy. */
  private static boolean flag(String property, String value) throws MojoFailureException {
    if (!value.equals("true") && !value.equals("false")) {
      throw new MojoFailureException(property + " is '" + value + "', but must be true or false");
    }
    return value.equals("true");
  }

  /** A misspelt property would be passed over in silence. */
  private void refuseUnknownProperties() throws MojoFailureException {
    List<String> properties = new ArrayList<>(PROPERTIES);
    properties.addAll(ownProperties());
    for (String name : userProperties().stringPropertyNames()) {
      boolean ours = name.startsWith("activo.") && !name.startsWith(VARIABLE);
      if (ours && !properties.contains(name)) {
        String hint = NearestName.hint(name, properties);
        throw new MojoFailureException(
            "there is no property "
                + name
                + " of this goal; "
                + (hint.isEmpty() ? "there are " + String.join(", ", properties) : hint));
      }
    }
  }

  private Optional<Duration> timeout() throws MojoFailureException {
    if (timeout == null) {
      return Optional.empty();
    }
    Optional<Duration> time = Times.parse(timeout);
    if (time.isEmpty()) {
      throw new MojoFailureException(
          "activo.timeout is '" + timeout + "', but must be a time such as 90s or 10m");
    }
    return time;
  }

  /** The folder for what a run leaves. */
  Path output() {
    Path target =
        project().getBasedir() == null
            ? folder().resolve("target")
            : Path.of(project().getBuild().getDirectory());
    return target.resolve("activo");
  }

  /** A file that a property names, relative to where Maven was started; empty for {@code -}. */
  static Optional<Path> fileOrStream(String name) {
    return name.equals("-") ? Optional.empty() : Optional.of(Path.of(name));
  }

  /** Tells every problem, then gives what ends the build; Maven would print a cause once more. */
  private MojoFailureException refused(List<Problem> problems) {
    problems.forEach(problem -> problem.toString().lines().forEach(line -> getLog().error(line)));
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return new MojoFailureException("nothing was done: " + count + ", listed above");
  }

  MavenSession session() {
    return injected(session, "session");
  }

  MavenProject project() {
    return injected(project, "project");
  }

  Properties userProperties() {
    return session().getUserProperties();
  }

  private static <T> T injected(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException("Maven has not injected the " + name);
    }
    return value;
  }
}
