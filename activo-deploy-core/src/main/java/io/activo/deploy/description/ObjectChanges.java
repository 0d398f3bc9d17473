package io.activo.deploy.description;

import io.activo.deploy.kubernetes.transform.Annotation;
import io.activo.deploy.kubernetes.transform.Generator;
import io.activo.deploy.kubernetes.transform.ImageChange;
import java.util.List;
import java.util.Optional;

/**
 * What is made beside the manifests, and changed in them.
 *
 * @param generators the ConfigMaps and Secrets to make
 * @param images {@code set-image}
 * @param annotations for every object
 * @param pullSecret the name of the Secret that the logins to registries become
 * @param restarts whether workloads roll at every deploy
 */
public record ObjectChanges(
    List<Generator> generators,
    List<ImageChange> images,
    List<Annotation> annotations,
    Optional<Text> pullSecret,
    boolean restarts) {
  public ObjectChanges {
    generators = List.copyOf(generators);
    images = List.copyOf(images);
    annotations = List.copyOf(annotations);
  }
}
