/**
 * YAML text as nodes with positions, scalars typed as kubectl types them; the only package that
 * knows SnakeYAML.
 */
@NullMarked
package io.activo.deploy.yaml;

import org.jspecify.annotations.NullMarked;
