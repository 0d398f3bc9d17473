/** An envsubst-style template engine; bytes in, bytes out. */
@NullMarked
package io.activo.deploy.template;

import org.jspecify.annotations.NullMarked;
