/** Change sets: what an update would do, and its execution. */
@NullMarked
package io.coreautomation.simulator.cloudformation.changeset;

import org.jspecify.annotations.NullMarked;
