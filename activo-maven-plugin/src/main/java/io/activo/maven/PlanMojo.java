package io.activo.maven;

import io.activo.deploy.Comparison;
import io.activo.deploy.ConnectingAdapters;
import io.activo.deploy.DeployPlan;
import io.activo.deploy.PlanText;
import io.activo.deploy.secret.KeyedDigest;
import java.io.File;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Prints what a deploy would do, step by step, and what it would change in the cluster as far as
 * the cluster tells; changes nothing.
 */
@Mojo(name = "plan", requiresProject = false, threadSafe = true)
public class PlanMojo extends AbstractActivoMojo {
  private static final String OUT = "activo.plan.out";

  /**
   * A file for the plan, from which {@code activo:deploy -Dactivo.plan.in} runs exactly it. It
   * holds no secret, only digests.
   */
  @Parameter(property = OUT)
  private @Nullable File planOut;

  @Override
  List<String> ownProperties() {
    return List.of("activo.image", OUT);
  }

  @Override
  void run() throws MojoFailureException {
    try (ConnectingAdapters adapters = connecting()) {
      run(planner(adapters).plan());
    }
  }

  private void run(DeployPlan plan) throws MojoFailureException {
    try {
      PlanText.lines(plan).forEach(line -> getLog().info(line));
      Optional<ClusterAnswer> told =
          plan.contents().comparison().map(asked -> compared(plan, asked));
      PlanText.warnings(plan).forEach(line -> getLog().warn(line));
      if (told.isPresent()) {
        told.get().refuseWhatCannotBe();
      }
      if (planOut != null) {
        plan.saved(version(), told.map(ClusterAnswer::answer), KeyedDigest.random())
            .write(planOut.toPath());
        getLog().info("plan in " + planOut);
      }
    } finally {
      plan.release().run();
    }
  }

  private ClusterAnswer compared(DeployPlan plan, Comparison comparison) {
    Comparison.Answer answer =
        comparison.beforeBuilding(new LoggedProgress(getLog(), plan.masker()));
    getLog().info("in the cluster");
    ClusterAnswer told = new ClusterAnswer(getLog(), plan, answer);
    told.print(false, "  ");
    return told;
  }
}
