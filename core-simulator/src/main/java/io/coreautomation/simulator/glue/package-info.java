/** The twin of Glue. */
@NullMarked
package io.coreautomation.simulator.glue;

import org.jspecify.annotations.NullMarked;
