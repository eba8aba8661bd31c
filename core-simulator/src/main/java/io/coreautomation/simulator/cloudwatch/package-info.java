/** The twin of CloudWatch, as far as kinds use it. */
@NullMarked
package io.coreautomation.simulator.cloudwatch;

import org.jspecify.annotations.NullMarked;
