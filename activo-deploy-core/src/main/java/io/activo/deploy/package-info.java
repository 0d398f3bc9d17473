/** The story of one deploy: from description to plan, steps, report. */
@NullMarked
package io.activo.deploy;

import org.jspecify.annotations.NullMarked;
