/** CloudFormation's refusals, in its words and the SDK's exception types. */
@NullMarked
package io.coreautomation.simulator.cloudformation.refusal;

import org.jspecify.annotations.NullMarked;
