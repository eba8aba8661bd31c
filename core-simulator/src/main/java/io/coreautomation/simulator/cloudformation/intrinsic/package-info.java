/**
 * Intrinsic functions: values from a template's expressions. Knows no stack; a scope answers for
 * names.
 */
@NullMarked
package io.coreautomation.simulator.cloudformation.intrinsic;

import org.jspecify.annotations.NullMarked;
