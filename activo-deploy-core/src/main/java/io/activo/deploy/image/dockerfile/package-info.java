/** What a Dockerfile says, read without building it. */
@NullMarked
package io.activo.deploy.image.dockerfile;

import org.jspecify.annotations.NullMarked;
