/** What applying manifests would change in a cluster, field by field and without secrets. */
@NullMarked
package io.activo.deploy.kubernetes.diff;

import org.jspecify.annotations.NullMarked;
