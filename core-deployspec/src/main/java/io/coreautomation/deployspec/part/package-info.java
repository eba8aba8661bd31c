/**
 * Lists that are longer than one run may be: how they are cut into parts, each for a run of its
 * own, and what has to pass between these. What a part's run does is not known here.
 */
@NullMarked
package io.coreautomation.deployspec.part;

import org.jspecify.annotations.NullMarked;
