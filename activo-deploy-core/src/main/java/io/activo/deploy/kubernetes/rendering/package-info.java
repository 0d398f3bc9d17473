/** Renders templates of manifests so that no value can break the document. */
@NullMarked
package io.activo.deploy.kubernetes.rendering;

import org.jspecify.annotations.NullMarked;
