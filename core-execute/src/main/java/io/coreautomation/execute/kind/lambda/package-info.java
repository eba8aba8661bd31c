/** Kinds of Lambda. */
@NullMarked
package io.coreautomation.execute.kind.lambda;

import org.jspecify.annotations.NullMarked;
