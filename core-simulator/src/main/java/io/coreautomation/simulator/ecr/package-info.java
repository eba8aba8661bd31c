/** The twin of the Elastic Container Registry. */
@NullMarked
package io.coreautomation.simulator.ecr;

import org.jspecify.annotations.NullMarked;
