/** The run launcher on Step Functions. */
@NullMarked
package io.coreautomation.aws.launch;

import org.jspecify.annotations.NullMarked;
