/**
 * Templates: reading, checking their shape, parameters, loops, and what refers to what. Knows no
 * stack.
 */
@NullMarked
package io.coreautomation.simulator.cloudformation.template;

import org.jspecify.annotations.NullMarked;
