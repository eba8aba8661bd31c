/** Commands: what operators ask of runs, in order, each applied once, with who, when and why. */
@NullMarked
package io.coreautomation.db.command;

import org.jspecify.annotations.NullMarked;
