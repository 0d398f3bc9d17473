/** {@code activo.yml} as records; one table of keys from which every check comes. */
@NullMarked
package io.activo.deploy.description;

import org.jspecify.annotations.NullMarked;
