package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One object as the team wrote it, rendered.
 *
 * @param ref its name
 * @param content the whole object as JSON values
 * @param places where it and its fields stand, in the file that the team wrote
 */
public record Manifest(ObjectRef ref, Map<String, Object> content, FieldPlaces places) {
  public Manifest {
    content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
  }

  /** An object all of which stands at one place. */
  public Manifest(ObjectRef ref, Map<String, Object> content, Place.InText place) {
    this(ref, content, FieldPlaces.at(place));
  }

  /** Where it begins. */
  public Place.InText place() {
    return placeOf(FieldPath.ROOT);
  }

  /** Where a field stands; one that is not written stands where the nearest above it does. */
  public Place.InText placeOf(FieldPath field) {
    return places.of(field);
  }

  /** The same object with other content. */
  public Manifest with(Map<String, Object> changed) {
    return new Manifest(ref, changed, places);
  }

  /** This object in a namespace; an object that names one itself stays there. */
  public Manifest inNamespace(String namespace) {
    if (!ref.namespace().isEmpty()) {
      return this;
    }
    Map<String, Object> metadata =
        new LinkedHashMap<>(new LiveObject(content).object("metadata").content());
    metadata.put("namespace", namespace);
    Map<String, Object> moved = new LinkedHashMap<>(content);
    moved.put("metadata", metadata);
    return new Manifest(ref.in(namespace), moved, places);
  }

  /** The images of its containers, in written order, each once. */
  public List<String> images() {
    return PodSpecs.images(content);
  }

  /** Whether one of its containers has this image, however either is written. */
  public boolean usesImage(String image) {
    String wanted = PodSpecs.normalized(image);
    return images().stream().map(PodSpecs::normalized).anyMatch(wanted::equals);
  }

  /**
   * This object with other images: in the containers, init containers and ephemeral containers of
   * its pod specification or pod template. Where an image is written another way, as {@code
   * docker.io/acme/web:1} for {@code acme/web:1}, its name stays as it is written there.
   *
   * @param images the replacement of each image: the same one with its digest
   */
  public Manifest pinned(Map<String, String> images) {
    return with(PodSpecs.withImages(content, PodSpecs.replacement(images)));
  }

  /** Without the content, which may be secret. */
  @Override
  public String toString() {
    return ref + " (" + place() + ")";
  }
}
