package io.activo.maven;

import io.activo.deploy.DeployPlan;
import io.activo.deploy.DeployPlanner;
import io.activo.deploy.report.DeployReport;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Applies the manifests and nothing else: builds no image, and does not wait for a rollout. The
 * images are those that the registries have under the tags of this commit.
 */
@Mojo(name = "apply", requiresProject = false, threadSafe = true)
public class ApplyMojo extends AbstractPlanMojo {
  @Override
  DeployPlan plan(DeployPlanner planner) {
    return planner.apply();
  }

  @Override
  String failure(DeployReport.Subject subject) {
    return "the manifests of " + subject.app() + " are not applied to " + subject.environment();
  }
}
