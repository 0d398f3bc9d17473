/** What went wrong, where, and what the user can do about it; the nearest name. */
@NullMarked
package io.activo.deploy.problem;

import org.jspecify.annotations.NullMarked;
