/** Kinds of CloudWatch. */
@NullMarked
package io.coreautomation.execute.kind.cloudwatch;

import org.jspecify.annotations.NullMarked;
