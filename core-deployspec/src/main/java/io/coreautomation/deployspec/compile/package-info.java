/**
 * Compiling: from a package, the registry's facts and a task to an action list and the templates
 * that it names. A pure function: same input, same bytes.
 */
@NullMarked
package io.coreautomation.deployspec.compile;

import org.jspecify.annotations.NullMarked;
