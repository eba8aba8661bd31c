/**
 * The twin of IAM's users: what they are, what hangs on them, and what keeps them from being
 * deleted. They call nobody: no policy of theirs is evaluated.
 */
@NullMarked
package io.coreautomation.simulator.iam.user;

import org.jspecify.annotations.NullMarked;
