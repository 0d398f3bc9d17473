/** One class for each thing that a deploy can do. */
@NullMarked
package io.activo.deploy.step;

import org.jspecify.annotations.NullMarked;
