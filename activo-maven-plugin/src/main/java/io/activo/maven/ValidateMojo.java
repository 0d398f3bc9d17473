package io.activo.maven;

import io.activo.deploy.DeployPlan;
import io.activo.deploy.PlanText;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Checks the description, the templates, the manifests and the Dockerfile of an environment, and
 * tells everything that is wrong at once. Asks nobody: it needs no engine, registry or cluster.
 */
@Mojo(name = "validate", requiresProject = false, threadSafe = true)
public class ValidateMojo extends AbstractActivoMojo {
  @Override
  List<String> ownProperties() {
    return List.of("activo.image");
  }

  @Override
  void run() throws MojoFailureException {
    DeployPlan plan = planner().plan();
    PlanText.heading(plan).forEach(line -> getLog().info(line));
    PlanText.warnings(plan).forEach(line -> getLog().warn(line));
    int warnings = plan.warnings().size();
    getLog()
        .info(
            "valid"
                + (warnings == 0
                    ? ""
                    : ", with " + warnings + (warnings == 1 ? " warning" : " warnings")));
  }
}
