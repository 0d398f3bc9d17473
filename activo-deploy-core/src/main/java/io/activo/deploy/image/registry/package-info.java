/** Registries without an engine: looking images up, copying and tagging them. */
@NullMarked
package io.activo.deploy.image.registry;

import org.jspecify.annotations.NullMarked;
