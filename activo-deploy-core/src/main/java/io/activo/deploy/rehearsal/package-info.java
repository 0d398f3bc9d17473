/**
 * The in-memory adapters of every port: a deploy that leaves the machine as it was. A program that
 * embeds the library may look into them ({@link
 * io.activo.deploy.rehearsal.RehearsalCluster#objects()}) or prepare them ({@link
 * io.activo.deploy.rehearsal.RehearsalCluster#seed}).
 */
@NullMarked
package io.activo.deploy.rehearsal;

import org.jspecify.annotations.NullMarked;
