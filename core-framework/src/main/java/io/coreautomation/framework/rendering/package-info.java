/**
 * Rendering: {@code {{ … }}} in scalars at compile time, strictly, and the references to outputs
 * and variables that are bound after fan-out. This package owns what an author may write between
 * braces; which names there are is its caller's business.
 */
@NullMarked
package io.coreautomation.framework.rendering;

import org.jspecify.annotations.NullMarked;
