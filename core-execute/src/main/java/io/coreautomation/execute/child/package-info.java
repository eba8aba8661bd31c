/**
 * Runs that carry out actions of other runs: how they are begun once, called off, and read. What
 * they do is the engine's, as with any run.
 */
@NullMarked
package io.coreautomation.execute.child;

import org.jspecify.annotations.NullMarked;
