/** What every Lambda handler shares: reading, writing, settings. */
@NullMarked
package io.coreautomation.framework.lambda;

import org.jspecify.annotations.NullMarked;
