/** What Kubernetes would say to a manifest, without asking a cluster. */
@NullMarked
package io.activo.deploy.kubernetes.schema;

import org.jspecify.annotations.NullMarked;
