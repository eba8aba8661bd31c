/** The Lambda function that the invoker calls to start a run. */
@NullMarked
package io.coreautomation.runner.handler;

import org.jspecify.annotations.NullMarked;
