/** Zones: landing zones, each an account with the regions that things go to. */
@NullMarked
package io.coreautomation.db.zone;

import org.jspecify.annotations.NullMarked;
