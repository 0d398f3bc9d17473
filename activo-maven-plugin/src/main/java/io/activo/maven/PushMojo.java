package io.activo.maven;

import io.activo.deploy.DeployPlan;
import io.activo.deploy.DeployPlanner;
import io.activo.deploy.report.DeployReport;
import org.apache.maven.plugins.annotations.Mojo;

/** Builds the environment's images and pushes them; the report tells their digests. */
@Mojo(name = "push", requiresProject = false, threadSafe = true)
public class PushMojo extends AbstractPlanMojo {
  @Override
  DeployPlan plan(DeployPlanner planner) {
    return planner.push();
  }

  @Override
  String failure(DeployReport.Subject subject) {
    return "the images of " + subject.app() + " are not pushed";
  }
}
