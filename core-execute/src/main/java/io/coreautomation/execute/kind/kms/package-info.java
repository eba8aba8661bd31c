/** Kinds of the Key Management Service. */
@NullMarked
package io.coreautomation.execute.kind.kms;

import org.jspecify.annotations.NullMarked;
