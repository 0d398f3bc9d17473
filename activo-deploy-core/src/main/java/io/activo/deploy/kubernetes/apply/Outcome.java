package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.Problem;
import java.util.List;

/** What became of one object. */
sealed interface Outcome {

  /** It is as it should be. */
  record Done(Applied applied) implements Outcome {}

  /** It could not be applied. */
  record Failed(Manifest manifest, List<Problem> problems) implements Outcome {}

  /** Another one had failed before its turn came. */
  record NotTried(Manifest manifest) implements Outcome {}
}
