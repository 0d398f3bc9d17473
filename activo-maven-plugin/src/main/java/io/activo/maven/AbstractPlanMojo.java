package io.activo.maven;

import io.activo.deploy.ConnectingAdapters;
import io.activo.deploy.ConsoleLog;
import io.activo.deploy.DeployPlan;
import io.activo.deploy.DeployPlanner;
import io.activo.deploy.Deployer;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.report.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** A goal that makes a plan and runs it. */
abstract class AbstractPlanMojo extends AbstractActivoMojo {

  /** Does not ask for the name of a protected environment. */
  @Parameter(property = "activo.yes", defaultValue = "false")
  private boolean yes;

  /** The report of an earlier run must not be taken for this one's. */
  @Override
  void prepare() throws MojoExecutionException {
    try {
      Files.deleteIfExists(report());
    } catch (IOException e) {
      throw new MojoExecutionException("cannot remove " + report() + ": " + e.getMessage(), e);
    }
  }

  /** What is done. */
  abstract DeployPlan plan(DeployPlanner planner) throws MojoFailureException;

  /** What is not so in the end when a step has failed: {@code web is not deployed to staging}. */
  String failure(DeployReport.Subject subject) {
    return subject.app() + " is not deployed to " + subject.environment();
  }

  @Override
  List<String> ownProperties() {
    return List.of("activo.image");
  }

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    try (ConnectingAdapters adapters = connecting()) {
      run(plan(planner(adapters)));
    }
  }

  private void run(DeployPlan plan) throws MojoExecutionException, MojoFailureException {
    Terminal terminal = Terminal.of(session());
    if (plan.isProtected() && !plan.subject().rehearsal() && !yes) {
      terminal.confirm(plan, getLog());
    }
    DeployReport report = deploy(plan, terminal);
    Path file = write(new ReportJson(plan.masker()).print(report));
    getLog().info("report in " + file);
    if (!report.succeeded()) {
      throw new MojoFailureException(failure(plan.subject()));
    }
  }

  private DeployReport deploy(DeployPlan plan, Terminal terminal) {
    try (ConsoleLog log = new ConsoleLog(new MavenConsole(getLog(), terminal))) {
      Interruption interruption = Interruption.tell(log::interrupted);
      try {
        return new Deployer(log, Clock.systemUTC()).deploy(plan);
      } finally {
        interruption.forget();
      }
    }
  }

  private Path write(String report) throws MojoExecutionException {
    Path file = report();
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, report);
    } catch (IOException e) {
      throw new MojoExecutionException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private Path report() {
    return output().resolve("report.json");
  }
}
