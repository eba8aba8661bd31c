/** The twin of Elastic Load Balancing. */
@NullMarked
package io.coreautomation.simulator.elb;

import org.jspecify.annotations.NullMarked;
