/** The twin of the Relational Database Service. */
@NullMarked
package io.coreautomation.simulator.rds;

import org.jspecify.annotations.NullMarked;
