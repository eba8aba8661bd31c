/**
 * Tables: the door through which the registry's rows are kept, as typed rows of one table with two
 * indexes. This package owns the door, the mapping of records to rows, the limits that all
 * implementations share, and the one on DynamoDB; the embedded one is in {@code core-local}. What
 * the rows mean is told by the packages beside it.
 */
@NullMarked
package io.coreautomation.db.table;

import org.jspecify.annotations.NullMarked;
