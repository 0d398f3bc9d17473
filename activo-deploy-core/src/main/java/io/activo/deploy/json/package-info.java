/** JSON text as values and back; the only package that knows Jackson. */
@NullMarked
package io.activo.deploy.json;

import org.jspecify.annotations.NullMarked;
