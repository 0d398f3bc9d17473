package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.git.Revision;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.report.DeployReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reader of a plan or a report wants to know first.
 *
 * @param checked how the manifests were checked
 */
record PlanHeading(
    DeployDescription description,
    Revision revision,
    PlannedImages images,
    Optional<PlannedCluster> cluster,
    Optional<String> checked) {

  /**
   * What a plan is about.
   *
   * @param done what the application is in the end
   */
  DeployReport.Subject subject(String done, boolean rehearses) {
    return new DeployReport.Subject(
        done,
        description.app(),
        description.environment().name().value(),
        description.environment().url(),
        revision.name(),
        images.references().stream().map(ImageReference::toString).toList(),
        rehearses);
  }

  /** Name and value of each thing to know. */
  List<DeployPlan.Fact> facts() {
    List<DeployPlan.Fact> facts = new ArrayList<>();
    description.environment().url().ifPresent(url -> facts.add(new DeployPlan.Fact("url", url)));
    revision.name().ifPresent(name -> facts.add(new DeployPlan.Fact("revision", name + ref())));
    images.references().forEach(image -> facts.add(new DeployPlan.Fact("image", image.toString())));
    cluster.ifPresent(
        planned ->
            facts.add(
                new DeployPlan.Fact(
                    "cluster", planned.target() + ", namespace " + planned.namespace())));
    checked.ifPresent(how -> facts.add(new DeployPlan.Fact("checked", how)));
    return facts;
  }

  private String ref() {
    return revision
        .tag()
        .map(tag -> " (tag " + tag + ")")
        .or(() -> revision.branch().map(branch -> " (branch " + branch + ")"))
        .orElse("");
  }
}
