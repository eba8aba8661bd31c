/** Locks: names that one run holds at a time, the lines in which others wait, never a clock. */
@NullMarked
package io.coreautomation.db.lock;

import org.jspecify.annotations.NullMarked;
