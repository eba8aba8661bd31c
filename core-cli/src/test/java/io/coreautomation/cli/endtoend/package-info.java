/**
 * The platform as its users meet it: the packed command line in a process of its own, over a home
 * that outlives it, on the twin and on an emulator that speaks AWS's wire.
 */
@NullMarked
package io.coreautomation.cli.endtoend;

import org.jspecify.annotations.NullMarked;
