/** The twin of Lambda, as far as kinds use it. */
@NullMarked
package io.coreautomation.simulator.lambda;

import org.jspecify.annotations.NullMarked;
