/** The twin of EC2: images of instances that stacks have made, and their snapshots. */
@NullMarked
package io.coreautomation.simulator.ec2;

import org.jspecify.annotations.NullMarked;
