/** Events: what happened in runs, written once each, read by run and by PRN. */
@NullMarked
package io.coreautomation.db.event;

import org.jspecify.annotations.NullMarked;
