package io.activo.deploy.kubernetes.diff;

import java.util.Optional;

/**
 * A field that would get another value. The values are texts to be shown: they hold no secret, and
 * differ where the values do.
 *
 * @param path {@code spec.template.spec.containers[name=app].image}
 * @param before what it has now; empty where it is not there
 * @param after what it would have; empty where it would be removed
 */
public record FieldChange(String path, Optional<String> before, Optional<String> after) {}
