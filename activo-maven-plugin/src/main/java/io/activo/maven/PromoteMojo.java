package io.activo.maven;

import io.activo.deploy.DeployPlan;
import io.activo.deploy.DeployPlanner;
import io.activo.deploy.report.DeployReport;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Takes the images that this commit has in another environment, by their digests and from registry
 * to registry: nothing is built, and no engine is needed.
 */
@Mojo(name = "promote", requiresProject = false, threadSafe = true)
public class PromoteMojo extends AbstractPlanMojo {
  /** The environment whose images are taken, such as {@code staging}. */
  @Parameter(property = "activo.from")
  private @Nullable String from;

  @Override
  List<String> ownProperties() {
    return List.of("activo.from");
  }

  @Override
  DeployPlan plan(DeployPlanner planner) throws MojoFailureException {
    if (from == null || from.isBlank()) {
      throw new MojoFailureException(
          "activo.from is missing; name the environment whose images are taken, for example"
              + " -Dactivo.from=staging");
    }
    return planner.promote(from);
  }

  @Override
  String failure(DeployReport.Subject subject) {
    return "the images of " + subject.app() + " are not promoted";
  }
}
