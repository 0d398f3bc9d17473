/** Programs of the machine that give credentials. */
@NullMarked
package io.activo.deploy.program;

import org.jspecify.annotations.NullMarked;
