/** Which CI is this, and which branch or tag does it build? */
@NullMarked
package io.activo.deploy.ci;

import org.jspecify.annotations.NullMarked;
