/**
 * The command line: where it starts, its root command, and the one place that turns what went wrong
 * into words and an exit code. What each verb does is in {@code verb}; nothing here decides what a
 * run is.
 */
@NullMarked
package io.coreautomation.cli;

import org.jspecify.annotations.NullMarked;
