/**
 * Targets: which accounts and regions the words of an author mean. This package owns selectors of
 * accounts; what is done there is not its business.
 */
@NullMarked
package io.coreautomation.deployspec.target;

import org.jspecify.annotations.NullMarked;
