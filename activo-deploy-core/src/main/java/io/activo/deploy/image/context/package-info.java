/** What is sent to a builder: a folder without what its .dockerignore excludes. */
@NullMarked
package io.activo.deploy.image.context;

import org.jspecify.annotations.NullMarked;
