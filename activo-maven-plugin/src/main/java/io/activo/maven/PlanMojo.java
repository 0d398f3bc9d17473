package io.activo.maven;

import io.activo.deploy.DeployPlan;
import io.activo.deploy.PlanText;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/** Prints what a deploy would do, step by step; changes nothing. */
@Mojo(name = "plan", requiresProject = false, threadSafe = true)
public class PlanMojo extends AbstractActivoMojo {
  @Override
  List<String> ownProperties() {
    return List.of("activo.image");
  }

  @Override
  void run() throws MojoFailureException {
    DeployPlan plan = planner().plan();
    PlanText.lines(plan).forEach(line -> getLog().info(line));
    PlanText.warnings(plan).forEach(line -> getLog().warn(line));
  }
}
