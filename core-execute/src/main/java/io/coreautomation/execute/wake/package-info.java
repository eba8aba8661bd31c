/**
 * Waking: from what happened in AWS to the run that waits for it. This package reads events and
 * answers the tokens of parked runs; what a woken run does is its turn's business.
 */
@NullMarked
package io.coreautomation.execute.wake;

import org.jspecify.annotations.NullMarked;
