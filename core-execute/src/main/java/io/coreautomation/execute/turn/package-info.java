/**
 * Turns: what one invocation does for a run. Claim it, look at what is under way, start what can
 * start, write down what happened, and say what comes next. A turn may die between any two calls;
 * the next one goes on from the last checkpoint.
 */
@NullMarked
package io.coreautomation.execute.turn;

import org.jspecify.annotations.NullMarked;
