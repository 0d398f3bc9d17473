package io.activo.maven;

import io.activo.deploy.Comparison;
import io.activo.deploy.ConnectingAdapters;
import io.activo.deploy.DeployPlan;
import io.activo.deploy.PlanText;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Compares the manifests with the cluster, by a server-side dry run of each object, and prints what
 * applying them would change, field by field. Writes nothing; values of Secrets are never shown.
 */
@Mojo(name = "diff", requiresProject = false, threadSafe = true)
public class DiffMojo extends AbstractActivoMojo {
  /** Also shows each field of objects that would be created, and cuts nothing. */
  @Parameter(property = "activo.diff.full", defaultValue = "false")
  private boolean full;

  @Override
  List<String> ownProperties() {
    return List.of("activo.image", "activo.diff.full");
  }

  @Override
  void run() throws MojoFailureException {
    try (ConnectingAdapters adapters = connecting()) {
      run(planner(adapters).apply());
    }
  }

  private void run(DeployPlan plan) throws MojoFailureException {
    Comparison comparison =
        plan.contents()
            .comparison()
            .orElseThrow(() -> new MojoFailureException("a rehearsal has nothing to compare with"));
    try {
      PlanText.warnings(plan).forEach(line -> getLog().warn(line));
      Comparison.Answer answer = comparison.asPushed(new LoggedProgress(getLog(), plan.masker()));
      ClusterAnswer told = new ClusterAnswer(getLog(), plan, answer);
      told.print(full, "");
      told.refuseWhatCannotBe();
    } finally {
      plan.release().run();
    }
  }
}
