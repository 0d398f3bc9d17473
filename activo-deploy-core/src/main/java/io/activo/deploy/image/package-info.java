/** The name of an image and the digest of a content. */
@NullMarked
package io.activo.deploy.image;

import org.jspecify.annotations.NullMarked;
