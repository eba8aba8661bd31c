/**
 * Tasks: a verb, what to do it to, and how. One tolerant reader for every spelling on the wire, one
 * canonical writer.
 */
@NullMarked
package io.coreautomation.framework.task;

import org.jspecify.annotations.NullMarked;
