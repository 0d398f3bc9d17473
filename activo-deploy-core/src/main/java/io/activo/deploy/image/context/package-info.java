/**
 * What is sent to a builder: a folder without what its .dockerignore excludes; the only package
 * that knows commons-compress.
 */
@NullMarked
package io.activo.deploy.image.context;

import org.jspecify.annotations.NullMarked;
