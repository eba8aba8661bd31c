/** The twin of EventBridge, as far as kinds use it. */
@NullMarked
package io.coreautomation.simulator.eventbridge;

import org.jspecify.annotations.NullMarked;
