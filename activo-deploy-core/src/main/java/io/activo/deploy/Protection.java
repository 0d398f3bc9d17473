package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.KubernetesDescription;
import io.activo.deploy.description.KubernetesDescription.Target;
import io.activo.deploy.description.Text;
import io.activo.deploy.git.Revision;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.kubernetes.ClusterMatch;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.List;
import java.util.Optional;

/**
 * What a protected environment demands: a clean tree, and a cluster that the description names
 * rather than whichever a kubeconfig has current. A rehearsal only warns of the tree.
 */
record Protection(
    DeployDescription description,
    Revision revision,
    Optional<PlannedCluster> cluster,
    boolean rehearses) {

  /** How many of the files that differ are named. */
  private static final int NAMED = 5;

  void check(Problems problems, List<Problem> warnings) {
    boolean demanded = description.environment().isProtected();
    if (revision.dirty()) {
      if (demanded && !rehearses) {
        problems.add(
            dirty(name().at(), "commit them, or remove them: the environment is protected"));
      } else {
        warnings.add(dirty(Place.nowhere(), "what is deployed is in no commit"));
      }
    }
    if (demanded && !rehearses && revision.commit().isEmpty()) {
      problems.add(
          Problem.of(
              "it is not known whether files differ from a commit: git tells none here",
              name().at(),
              "deploy from a git checkout (see what 'git status' says): the environment is"
                  + " protected"));
    }
    if (demanded && !rehearses) {
      checkCluster(problems);
    }
  }

  /** Where the kubeconfig is not read here, the description alone can be looked at. */
  private void checkCluster(Problems problems) {
    Optional<ClusterMatch> match =
        cluster.flatMap(
            target -> target.found().map(found -> new ClusterMatch(named(target.asked()), found)));
    match.ifPresent(known -> known.problems().forEach(problems::add));
    if (match.isEmpty() && takesCurrentContext()) {
      problems.add(
          Problem.of(
              "protected environment '" + name() + "' names no context of its cluster",
              name().at(),
              "add kubernetes.cluster.context, so that it cannot be another one"));
    }
  }

  private ClusterMatch.Named named(KubernetesDescription asked) {
    Target.Real target = (Target.Real) asked.cluster();
    return new ClusterMatch.Named(
        ((ClusterAccess.Context) target.access()).context(),
        target.server().map(Text::value),
        asked.namespace().map(Text::value),
        asked.at());
  }

  private Text name() {
    return description.environment().name();
  }

  private Problem dirty(Place place, String fix) {
    return Problem.of("files differ from the commit: " + changed(), place, fix);
  }

  private String changed() {
    List<String> all = revision.changed();
    String first = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() > NAMED ? first + " and " + (all.size() - NAMED) + " more" : first;
  }

  private boolean takesCurrentContext() {
    return description
        .kubernetes()
        .map(kubernetes -> kubernetes.cluster() instanceof Target.Real real ? real.access() : null)
        .filter(ClusterAccess.Context.class::isInstance)
        .filter(access -> ((ClusterAccess.Context) access).context().isEmpty())
        .isPresent();
  }
}
