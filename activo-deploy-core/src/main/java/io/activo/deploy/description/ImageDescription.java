package io.activo.deploy.description;

import io.activo.deploy.image.ImageReference;
import java.util.Optional;

/**
 * The image to build.
 *
 * @param reference its name and the tag deployed
 * @param context the context folder, relative to the description
 * @param dockerfile the Dockerfile, relative to the description; default: in the context
 */
public record ImageDescription(
    ImageReference reference, Optional<Text> context, Optional<Text> dockerfile) {}
