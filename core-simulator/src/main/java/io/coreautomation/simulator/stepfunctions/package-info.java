/** The twin of Step Functions, as far as kinds use it. */
@NullMarked
package io.coreautomation.simulator.stepfunctions;

import org.jspecify.annotations.NullMarked;
