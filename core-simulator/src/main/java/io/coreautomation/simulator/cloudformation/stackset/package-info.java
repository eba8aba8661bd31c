/**
 * Stack sets with permissions that the organization manages: what they are made from, in which
 * units and regions they have stacks, and their operations, which make real stacks of the world.
 */
@NullMarked
package io.coreautomation.simulator.cloudformation.stackset;

import org.jspecify.annotations.NullMarked;
