/** Stack events, and what they tell about a stack and its resources at a time. */
@NullMarked
package io.coreautomation.simulator.cloudformation.event;

import org.jspecify.annotations.NullMarked;
