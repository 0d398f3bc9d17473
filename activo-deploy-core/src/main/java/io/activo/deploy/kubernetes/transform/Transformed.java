package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a transformation gives.
 *
 * @param entries the objects of each entry, in the order of the entries and of their objects
 * @param generated the ConfigMaps and Secrets that are made, each at the place that asks for it
 * @param warnings what is probably not meant
 * @param secrets the values of generated Secrets, to be masked
 */
public record Transformed(
    List<List<Manifest>> entries,
    List<Manifest> generated,
    List<Problem> warnings,
    List<Secret> secrets) {
  public Transformed {
    entries = entries.stream().map(List::copyOf).toList();
    generated = List.copyOf(generated);
    warnings = List.copyOf(warnings);
    secrets = List.copyOf(secrets);
  }

  /** All objects: those of the entries, and then the generated ones. */
  public List<Manifest> manifests() {
    return Stream.concat(entries.stream().flatMap(List::stream), generated.stream()).toList();
  }
}
