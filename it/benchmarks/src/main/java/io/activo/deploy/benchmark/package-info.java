/** Benchmarks of inner loops; {@code it/bench} runs them. The working folder is this project's. */
@NullMarked
package io.activo.deploy.benchmark;

import org.jspecify.annotations.NullMarked;
