/** Manifests and server-side apply; the only package that knows the Kubernetes client. */
@NullMarked
package io.activo.deploy.kubernetes;

import org.jspecify.annotations.NullMarked;
