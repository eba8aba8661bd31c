/**
 * Kinds that act on CloudFormation stacks, and what they share: the calls, the meaning of a stack's
 * status, the search for the first real failure. Nothing outside this package knows
 * CloudFormation's types or exceptions.
 */
@NullMarked
package io.coreautomation.execute.kind.cloudformation;

import org.jspecify.annotations.NullMarked;
