/** Which commit, branch and tag is this, and is the tree clean? */
@NullMarked
package io.activo.deploy.git;

import org.jspecify.annotations.NullMarked;
