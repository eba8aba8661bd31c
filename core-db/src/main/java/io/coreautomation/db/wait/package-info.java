/** Waits: the counter and token by which a parked run is woken without losing a wake. */
@NullMarked
package io.coreautomation.db.wait;

import org.jspecify.annotations.NullMarked;
