/** Who owns which fields of an object in a cluster, and what becomes of it when it is applied. */
@NullMarked
package io.activo.deploy.kubernetes.ownership;

import org.jspecify.annotations.NullMarked;
