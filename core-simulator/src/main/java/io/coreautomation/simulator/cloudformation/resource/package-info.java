/**
 * Resource types as a table: names, attributes, what replaces, what is required, how long it takes.
 */
@NullMarked
package io.coreautomation.simulator.cloudformation.resource;

import org.jspecify.annotations.NullMarked;
