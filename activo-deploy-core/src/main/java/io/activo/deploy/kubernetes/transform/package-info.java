/** Generated objects, and what a description changes in manifests: pure functions on manifests. */
@NullMarked
package io.activo.deploy.kubernetes.transform;

import org.jspecify.annotations.NullMarked;
