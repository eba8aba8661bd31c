/** Kinds of Elastic Load Balancing. */
@NullMarked
package io.coreautomation.execute.kind.elb;

import org.jspecify.annotations.NullMarked;
