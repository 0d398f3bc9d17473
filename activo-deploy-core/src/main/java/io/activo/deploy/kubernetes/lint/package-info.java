/** Checks the objects of a release against each other, and against what is known beyond it. */
@NullMarked
package io.activo.deploy.kubernetes.lint;

import org.jspecify.annotations.NullMarked;
