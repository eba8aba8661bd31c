/** CloudFormation: the API's operations, put together from the packages below. */
@NullMarked
package io.coreautomation.simulator.cloudformation;

import org.jspecify.annotations.NullMarked;
