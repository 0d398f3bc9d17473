/** How work that takes long tells what it is doing. */
@NullMarked
package io.activo.deploy.progress;

import org.jspecify.annotations.NullMarked;
