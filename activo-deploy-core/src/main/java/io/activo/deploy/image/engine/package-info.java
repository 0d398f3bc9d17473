/** Building and pushing by a Docker engine; the only package that knows docker-java. */
@NullMarked
package io.activo.deploy.image.engine;

import org.jspecify.annotations.NullMarked;
