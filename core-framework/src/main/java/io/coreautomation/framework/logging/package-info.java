/** Fields that each log line of a run carries. */
@NullMarked
package io.coreautomation.framework.logging;

import org.jspecify.annotations.NullMarked;
