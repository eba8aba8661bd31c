/**
 * Which actions may start now, and in which order: by their dependencies, by what has failed, and
 * longest remaining path first. Pure: it starts nothing.
 */
@NullMarked
package io.coreautomation.execute.schedule;

import org.jspecify.annotations.NullMarked;
