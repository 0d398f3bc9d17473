package io.activo.deploy.description;

import java.util.Optional;

/**
 * One environment's own settings.
 *
 * @param name as it is called under {@code environments}
 * @param isProtected whether it demands a clean tree and a cluster named in the description
 * @param url where people find the application
 */
public record EnvironmentDescription(Text name, boolean isProtected, Optional<String> url) {}
