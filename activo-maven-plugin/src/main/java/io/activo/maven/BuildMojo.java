package io.activo.maven;

import io.activo.deploy.DeployPlan;
import io.activo.deploy.DeployPlanner;
import io.activo.deploy.report.DeployReport;
import org.apache.maven.plugins.annotations.Mojo;

/** Builds the environment's images and pushes nothing. */
@Mojo(name = "build", requiresProject = false, threadSafe = true)
public class BuildMojo extends AbstractPlanMojo {
  @Override
  DeployPlan plan(DeployPlanner planner) {
    return planner.build();
  }

  @Override
  String failure(DeployReport.Subject subject) {
    return "the images of " + subject.app() + " are not built";
  }
}
