/**
 * Least privilege: what the roles of target accounts need for one action list, from what its kinds
 * declare. This package reads lists and makes policies; it asks no AWS, and who holds a session to
 * a policy is {@code turn}'s matter.
 */
@NullMarked
package io.coreautomation.execute.permission;

import org.jspecify.annotations.NullMarked;
