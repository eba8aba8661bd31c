/** Kinds of the Simple Email Service. */
@NullMarked
package io.coreautomation.execute.kind.ses;

import org.jspecify.annotations.NullMarked;
