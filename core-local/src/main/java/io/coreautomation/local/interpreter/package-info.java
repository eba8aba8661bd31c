/**
 * Interprets the state machine that Step Functions runs in AWS: reads the part of the Amazon States
 * Language which our file uses, refuses the rest when it is loaded, and carries executions over a
 * restart.
 */
@NullMarked
package io.coreautomation.local.interpreter;

import org.jspecify.annotations.NullMarked;
