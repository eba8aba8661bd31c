/**
 * The twin of EC2: images of instances that stacks have made, their snapshots, and network
 * interfaces with what holds them.
 */
@NullMarked
package io.coreautomation.simulator.ec2;

import org.jspecify.annotations.NullMarked;
