/**
 * Reaping: what makes sure that every run comes to its end though executions die. It looks at runs
 * from outside and starts their next execution; it makes no turn and changes nothing in AWS.
 */
@NullMarked
package io.coreautomation.execute.reap;

import org.jspecify.annotations.NullMarked;
