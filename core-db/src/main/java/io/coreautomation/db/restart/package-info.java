/** Restarts: how often the execution of a run was replaced, and whether that helped. */
@NullMarked
package io.coreautomation.db.restart;

import org.jspecify.annotations.NullMarked;
