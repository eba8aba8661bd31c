/** Idempotency: one run for one idempotency key of one principal. */
@NullMarked
package io.coreautomation.db.idempotency;

import org.jspecify.annotations.NullMarked;
