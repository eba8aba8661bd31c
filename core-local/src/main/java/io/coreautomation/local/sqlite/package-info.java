/**
 * The registry's tables in one SQLite file: the embedded side of the door {@code Tables}. It keeps
 * rows and knows nothing of what they mean.
 */
@NullMarked
package io.coreautomation.local.sqlite;

import org.jspecify.annotations.NullMarked;
