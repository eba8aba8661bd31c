/** Kinds of the platform itself: they act on no account. */
@NullMarked
package io.coreautomation.execute.kind.system;

import org.jspecify.annotations.NullMarked;
