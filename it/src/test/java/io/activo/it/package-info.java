/** Whole runs of Maven on real projects. */
@NullMarked
package io.activo.it;

import org.jspecify.annotations.NullMarked;
