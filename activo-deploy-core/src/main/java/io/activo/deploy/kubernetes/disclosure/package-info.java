/** Which values of an object may be shown, and how those that may not are told apart. */
@NullMarked
package io.activo.deploy.kubernetes.disclosure;

import org.jspecify.annotations.NullMarked;
