/** Access tokens of Google, through google-auth-library. */
@NullMarked
package io.activo.deploy.image.credentials.google;

import org.jspecify.annotations.NullMarked;
