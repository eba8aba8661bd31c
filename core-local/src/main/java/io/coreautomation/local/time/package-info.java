/**
 * World time in one process: virtual, scaled, or the system's. It knows who takes part and who
 * waits, but not what for.
 */
@NullMarked
package io.coreautomation.local.time;

import org.jspecify.annotations.NullMarked;
