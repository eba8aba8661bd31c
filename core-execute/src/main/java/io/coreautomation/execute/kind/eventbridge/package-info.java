/** Kinds of EventBridge. */
@NullMarked
package io.coreautomation.execute.kind.eventbridge;

import org.jspecify.annotations.NullMarked;
