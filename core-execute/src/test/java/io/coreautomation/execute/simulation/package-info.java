/**
 * A deterministic simulation of the engine: the real engine, through its public doors, in a world
 * that is made of one seed. Everything that can go wrong at a door goes wrong here; laws that must
 * hold whatever happens are checked as it runs and at its end.
 */
@NullMarked
package io.coreautomation.execute.simulation;

import org.jspecify.annotations.NullMarked;
