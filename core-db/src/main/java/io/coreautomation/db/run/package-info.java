/** Runs: one row a task carried out, the legal moves of its status, and the ways to find it. */
@NullMarked
package io.coreautomation.db.run;

import org.jspecify.annotations.NullMarked;
