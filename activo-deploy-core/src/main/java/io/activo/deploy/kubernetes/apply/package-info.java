/** Applies many objects: in waves, in parallel, and only those that are not yet as they should. */
@NullMarked
package io.activo.deploy.kubernetes.apply;

import org.jspecify.annotations.NullMarked;
