/** References, build context, build, push; the only package that knows docker-java. */
@NullMarked
package io.activo.deploy.image;

import org.jspecify.annotations.NullMarked;
