/** What happened: every step, its result, its time; as text and JSON. */
@NullMarked
package io.activo.deploy.report;

import org.jspecify.annotations.NullMarked;
