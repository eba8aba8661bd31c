/** Kinds of EC2: images of machines, and what stands in the way of deleting a network. */
@NullMarked
package io.coreautomation.execute.kind.ec2;

import org.jspecify.annotations.NullMarked;
