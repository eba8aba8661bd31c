/**
 * The kinds over AWS's wire, against moto, which nobody here wrote: what they did is looked up with
 * plain SDK calls.
 */
@NullMarked
package io.coreautomation.execute.kind.wire;

import org.jspecify.annotations.NullMarked;
