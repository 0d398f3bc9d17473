/** Who one is to a registry: every source of credentials, and which one was used. */
@NullMarked
package io.activo.deploy.image.credentials;

import org.jspecify.annotations.NullMarked;
