/** The Lambda function that every door in front of the platform calls. */
@NullMarked
package io.coreautomation.invoker.handler;

import org.jspecify.annotations.NullMarked;
