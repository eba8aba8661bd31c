/**
 * A run's state while a turn works on it, and how it gets into and out of the object store. It
 * knows which moves are legal; it decides none.
 */
@NullMarked
package io.coreautomation.execute.run;

import org.jspecify.annotations.NullMarked;
