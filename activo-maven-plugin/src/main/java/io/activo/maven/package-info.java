/** The goals: each takes Maven's settings, calls the core once and tells the result. */
@NullMarked
package io.activo.maven;

import org.jspecify.annotations.NullMarked;
