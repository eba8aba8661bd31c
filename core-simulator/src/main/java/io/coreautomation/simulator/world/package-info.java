/**
 * The world of the twin: accounts, regions, roles, sessions, and the store that keeps them. This
 * package owns what exists and when it is written down; the behaviour of a service is in the
 * service's own package.
 */
@NullMarked
package io.coreautomation.simulator.world;

import org.jspecify.annotations.NullMarked;
