/**
 * Waits: the counter and token by which a parked run is woken without losing a wake, and which
 * resources of AWS it waits for. Who answers the tokens is not known here.
 */
@NullMarked
package io.coreautomation.db.wait;

import org.jspecify.annotations.NullMarked;
