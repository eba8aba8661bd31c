/** Durations: how long actions took, so that the next run knows what to begin first. */
@NullMarked
package io.coreautomation.db.duration;

import org.jspecify.annotations.NullMarked;
