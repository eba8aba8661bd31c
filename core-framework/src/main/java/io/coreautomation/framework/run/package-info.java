/**
 * Runs as they are stored and shown: the state object that the engine writes after each step, and
 * the view of it that people and machines read. It owns the formats; the engine owns how a run
 * moves.
 */
@NullMarked
package io.coreautomation.framework.run;

import org.jspecify.annotations.NullMarked;
