/** Lossless reading and rewriting of env files, and the URLs in them. */
@NullMarked
package io.activo.deploy.envfile;

import org.jspecify.annotations.NullMarked;
