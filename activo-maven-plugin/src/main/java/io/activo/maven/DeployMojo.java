package io.activo.maven;

import io.activo.deploy.Comparison;
import io.activo.deploy.DeployPlan;
import io.activo.deploy.DeployPlanner;
import io.activo.deploy.SavedPlan;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Deploys: every step of the environment's plan. */
@Mojo(
    name = "deploy",
    defaultPhase = LifecyclePhase.DEPLOY,
    requiresProject = false,
    threadSafe = true)
public class DeployMojo extends AbstractPlanMojo {
  private static final String IN = "activo.plan.in";

  /**
   * A plan that {@code activo:plan -Dactivo.plan.out} has saved: it is made again, and nothing is
   * done unless it is the same and the cluster as it was.
   */
  @Parameter(property = IN)
  private @Nullable File planIn;

  @Override
  List<String> ownProperties() {
    List<String> properties = new ArrayList<>(super.ownProperties());
    properties.add(IN);
    return properties;
  }

  @Override
  DeployPlan plan(DeployPlanner planner) throws MojoFailureException {
    if (planIn == null) {
      return planner.plan();
    }
    SavedPlan saved = SavedPlan.read(planIn.toPath());
    DeployPlan plan = planner(saved.making().time()).plan();
    List<Problem> differences =
        saved.differences(plan.saved(version(), seen(plan), saved.digest()));
    if (!differences.isEmpty()) {
      plan.release().run();
      throw new DeployException(
          differences.stream().map(problem -> problem.map(plan.masker()::mask)).toList());
    }
    return plan;
  }

  private static Optional<Comparison.Answer> seen(DeployPlan plan) {
    return plan.contents()
        .comparison()
        .map(comparison -> comparison.beforeBuilding(Progress.none()));
  }
}
