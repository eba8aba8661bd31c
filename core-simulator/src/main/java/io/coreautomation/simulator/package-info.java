/**
 * The AWS digital twin. Start at {@link io.coreautomation.simulator.world.TwinWorld} for a world
 * and at {@link io.coreautomation.simulator.client.TwinClients} for SDK clients of it.
 */
@NullMarked
package io.coreautomation.simulator;

import org.jspecify.annotations.NullMarked;
