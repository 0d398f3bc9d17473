package io.activo.deploy.description;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Problem;
import java.util.List;

/**
 * The image that another environment calls by the same name, to be taken as it is.
 *
 * @param root the environment that takes it
 * @param own the image as that environment describes it
 * @param environment the other one's name
 */
record TakenImage(Section root, ImageEntries.Entry own, String environment) {

  /**
   * Its name, with the tag that the other environment gives to this commit.
   *
   * @throws DeployException if there is no such environment or image, if its name is not known
   *     here, or if an env-file would be missing in it or be another environment's
   */
  ImageReference reference(List<OtherEnvironments.Other> others) {
    Section other = other(others).section();
    ImageEntries.Entry entry = entry(other);
    refuseEnvFiles(other, entry);
    return OtherEnvironments.reference(other, entry)
        .orElseThrow(
            () ->
                refused(
                    "the image of environment '" + environment + "' is not known here",
                    "set the variables that its repository and tag are made of"));
  }

  private OtherEnvironments.Other other(List<OtherEnvironments.Other> others) {
    return others.stream()
        .filter(each -> each.name().equals(environment))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "there is no other environment '" + environment + "'",
                    NearestName.hint(
                        environment, others.stream().map(OtherEnvironments.Other::name).toList())));
  }

  private ImageEntries.Entry entry(Section other) {
    String name = own.name().text();
    return ImageEntries.of(other.map()).all().stream()
        .filter(each -> each.name().text().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "environment '" + environment + "' has no image '" + name + "'",
                    "describe it there, or build it here"));
  }

  private void refuseEnvFiles(Section other, ImageEntries.Entry entry) {
    if (SharedImage.takesEnvFile(root, own)) {
      throw refused(
          "the env-file of this environment would not be in the image, which is that of '"
              + environment
              + "'",
          "build it here, or say that it takes none by 'env-file: ~' in the image");
    }
    if (SharedImage.takesEnvFile(other, entry) && !ImagesSection.leavesEnvFile(own.map())) {
      throw refused(
          "the image of '" + environment + "' holds the env-file of that environment",
          "build it here, or take it as it is by 'env-file: ~' in the image");
    }
  }

  private static DeployException refused(String what, String fix) {
    return new DeployException(Problem.of(what, fix));
  }
}
