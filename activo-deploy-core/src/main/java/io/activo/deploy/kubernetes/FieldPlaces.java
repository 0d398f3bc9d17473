package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;
import io.activo.deploy.yaml.YamlNode;
import java.util.List;

/** Where the fields of an object stand in the file that the team wrote. */
public interface FieldPlaces {

  /**
   * Where a field stands: the key of a map's entry, the beginning of a list's item. A field that is
   * not written is told at the nearest thing above it that is.
   */
  Place.InText of(FieldPath path);

  /** Where keys stand once more in their map, as it was written: kubectl takes the last. */
  default List<YamlNode.YamlScalar> repeated() {
    return List.of();
  }

  /** All fields at one place. */
  static FieldPlaces at(Place.InText place) {
    return path -> place;
  }

  /** The places that the nodes of a document have. */
  static FieldPlaces in(YamlNode.YamlMap document) {
    return new WrittenFields(document);
  }
}
