/** What must never be shown, and the one mask that hides it. */
@NullMarked
package io.activo.deploy.secret;

import org.jspecify.annotations.NullMarked;
