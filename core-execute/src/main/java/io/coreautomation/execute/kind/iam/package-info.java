/** Kinds that act on IAM, which knows no regions: its users are of an account. */
@NullMarked
package io.coreautomation.execute.kind.iam;

import org.jspecify.annotations.NullMarked;
