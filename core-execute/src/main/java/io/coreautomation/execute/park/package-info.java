/** Parking: where a run's task token is kept while its execution sleeps. */
@NullMarked
package io.coreautomation.execute.park;

import org.jspecify.annotations.NullMarked;
