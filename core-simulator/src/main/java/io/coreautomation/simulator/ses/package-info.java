/** The twin of the Simple Email Service, as far as kinds use it. */
@NullMarked
package io.coreautomation.simulator.ses;

import org.jspecify.annotations.NullMarked;
