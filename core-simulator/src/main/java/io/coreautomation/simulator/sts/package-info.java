/** STS: who may become which role, for how long. */
@NullMarked
package io.coreautomation.simulator.sts;

import org.jspecify.annotations.NullMarked;
