/**
 * The one door that all tasks pass: they are read, authorised and recorded here, compiled by the
 * layer that their type names, and handed to the runner. This package neither compiles nor starts
 * anything itself.
 */
@NullMarked
package io.coreautomation.invoker;

import org.jspecify.annotations.NullMarked;
