package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.DeployException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a description asks to be done with manifests after they are rendered and before
 * their images are pinned.
 *
 * @param generators the ConfigMaps and Secrets to make
 * @param images {@code set-image}
 * @param annotations for every object
 * @param pullSecret with what images are pulled
 * @param restart when this deploy began, where it is to restart every Deployment, StatefulSet and
 *     DaemonSet ({@code restart: always})
 */
public record Transformation(
    List<Generator> generators,
    List<ImageChange> images,
    List<Annotation> annotations,
    Optional<PullSecret> pullSecret,
    Optional<Instant> restart) {
  public Transformation {
    generators = List.copyOf(generators);
    images = List.copyOf(images);
    annotations = List.copyOf(annotations);
  }

  /** Generates and changes nothing. */
  public static Transformation none() {
    return new Transformation(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * The objects to apply.
   *
   * @param entries the objects of the description's entries
   * @param inputs what generators read
   * @param namespace where objects go that name none; empty as long as it is not known. It is not
   *     written into the objects
   * @throws DeployException with every mistake
   */
  public Transformed apply(List<EntryObjects> entries, GeneratorInputs inputs, String namespace) {
    List<Manifest> written = entries.stream().flatMap(e -> e.manifests().stream()).toList();
    TransformationRun run = new TransformationRun(this, Scope.of(written, namespace));
    run.placeAndSuffix(entries);
    run.generate(inputs);
    run.setImages();
    run.addPullSecrets();
    run.annotate();
    run.followHashedNames();
    run.restart();
    run.addChecksums();
    return run.result();
  }
}
