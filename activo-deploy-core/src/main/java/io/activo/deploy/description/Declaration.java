package io.activo.deploy.description;

import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.Optional;
import java.util.Set;

/**
 * What one {@code variables} map says of one name.
 *
 * @param name where it stands
 * @param value empty when it says only that the name is secret
 * @param secret whether the value is masked wherever it would be shown
 */
record Declaration(YamlScalar name, Optional<Value> value, boolean secret) {

  /** The names that stand in the value. */
  Set<String> references() {
    return value.map(written -> References.names(written.text())).orElse(Set.of());
  }

  /** A value as it is written. */
  record Value(ValueForm form, YamlScalar text) {
    boolean isDefault() {
      return form == ValueForm.DEFAULT;
    }
  }
}
