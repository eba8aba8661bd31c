package io.coreautomation.framework.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Variables of the run that an action sets: literals, or {@code {"$expr":[…]}} as in params.
 *
 * @param onStart set before its first call
 * @param onComplete set once it is COMPLETE; may refer to its own outputs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Assignments(@Nullable ObjectNode onStart, @Nullable ObjectNode onComplete) {}
