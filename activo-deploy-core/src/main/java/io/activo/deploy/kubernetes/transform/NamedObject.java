package io.activo.deploy.kubernetes.transform;

import java.util.Optional;

/**
 * An object as a reference means it.
 *
 * @param kind {@code group/kind}
 * @param namespace empty within the text for one of the whole cluster; absent where the reference
 *     leaves open which namespace is meant
 */
record NamedObject(String kind, Optional<String> namespace, String name) {}
