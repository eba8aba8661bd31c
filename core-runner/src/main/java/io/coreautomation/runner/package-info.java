/**
 * Starting runs: the run's row is moved first, the execution is started second, so that no
 * execution ever runs that the registry does not know. This package neither compiles nor decides
 * who may run what.
 */
@NullMarked
package io.coreautomation.runner;

import org.jspecify.annotations.NullMarked;
