/** Stacks: what they are at each time, and the plans of their operations. */
@NullMarked
package io.coreautomation.simulator.cloudformation.stack;

import org.jspecify.annotations.NullMarked;
