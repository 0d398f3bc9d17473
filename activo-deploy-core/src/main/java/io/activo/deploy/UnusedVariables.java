package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The variables that nothing uses, when everything that this environment has is read: most likely
 * misspelt. One that only another environment's template uses is none of them.
 */
record UnusedVariables(DeployDescription description, Path folder) {

  List<Problem> warnings() {
    if (!description.variables().unused().isEmpty()) {
      new ManifestFiles(new PathsBelow(folder))
          .expand(description.manifestsElsewhere(), new Problems())
          .forEach(file -> description.variables().used(names(file)));
    }
    return description.variables().unused();
  }

  /** A file that cannot be read is told where it is applied. */
  private Set<String> names(Path file) {
    try {
      byte[] text = Files.readAllBytes(file);
      return Template.read(file.toString(), text, description.templates().rules()).names();
    } catch (IOException e) {
      return Set.of();
    }
  }
}
