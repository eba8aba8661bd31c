/**
 * Waves: sets of targets that are deployed one after the other. This package owns who belongs to
 * which wave and the barriers between them; what a wave selects is chosen by {@code target}.
 */
@NullMarked
package io.coreautomation.deployspec.wave;

import org.jspecify.annotations.NullMarked;
