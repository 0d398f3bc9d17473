/** Is an applied object ready? Decided without I/O, one small class a kind; waiting; diagnosis. */
@NullMarked
package io.activo.deploy.kubernetes.rollout;

import org.jspecify.annotations.NullMarked;
