/**
 * Rendering: {@code {{ … }}} in scalars at compile time, strictly, and the references to outputs
 * and variables that only a run can resolve.
 */
@NullMarked
package io.coreautomation.framework.rendering;

import org.jspecify.annotations.NullMarked;
