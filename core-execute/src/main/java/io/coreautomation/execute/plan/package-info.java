/**
 * Plans while they are made and carried out: what the previews of a run have found until its plan
 * is put together, what an apply is bound to, and the removal of what plans leave behind. It knows
 * no kind, and takes no turns.
 */
@NullMarked
package io.coreautomation.execute.plan;

import org.jspecify.annotations.NullMarked;
