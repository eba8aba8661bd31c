/** Kinds of Step Functions. */
@NullMarked
package io.coreautomation.execute.kind.stepfunctions;

import org.jspecify.annotations.NullMarked;
