package io.activo.maven;

import io.activo.deploy.ConsoleLog;
import io.activo.deploy.DeployPlan;
import io.activo.deploy.Deployer;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.report.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Deploys: every step of the environment's plan. */
@Mojo(
    name = "deploy",
    defaultPhase = LifecyclePhase.DEPLOY,
    requiresProject = false,
    threadSafe = true)
public class DeployMojo extends AbstractActivoMojo {

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

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    DeployPlan plan = planner().plan();
    Terminal terminal = Terminal.of(session());
    if (plan.isProtected() && !plan.subject().rehearsal() && !yes) {
      terminal.confirm(plan, getLog());
    }
    DeployReport report = deploy(plan, terminal);
    Path file = write(new ReportJson(plan.masker()).print(report));
    getLog().info("report in " + file);
    if (!report.succeeded()) {
      throw new MojoFailureException(
          plan.subject().app() + " is not deployed to " + plan.subject().environment());
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
