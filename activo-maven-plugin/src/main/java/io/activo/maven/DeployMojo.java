package io.activo.maven;

import io.activo.deploy.DeployPlan;
import io.activo.deploy.DeployPlanner;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Deploys: every step of the environment's plan. */
@Mojo(
    name = "deploy",
    defaultPhase = LifecyclePhase.DEPLOY,
    requiresProject = false,
    threadSafe = true)
public class DeployMojo extends AbstractPlanMojo {
  @Override
  DeployPlan plan(DeployPlanner planner) {
    return planner.plan();
  }
}
