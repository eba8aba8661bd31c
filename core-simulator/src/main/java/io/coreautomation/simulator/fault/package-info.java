/** Faults on demand: what tests and scenarios make go wrong, when, and how often. */
@NullMarked
package io.coreautomation.simulator.fault;

import org.jspecify.annotations.NullMarked;
