/** Kinds of Glue. */
@NullMarked
package io.coreautomation.execute.kind.glue;

import org.jspecify.annotations.NullMarked;
