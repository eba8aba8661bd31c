/**
 * A run before people's eyes: rows of actions, a table that is redrawn on a terminal and lines
 * elsewhere, failures with how to mend them, and the sum of it all.
 */
@NullMarked
package io.coreautomation.cli.progress;

import org.jspecify.annotations.NullMarked;
