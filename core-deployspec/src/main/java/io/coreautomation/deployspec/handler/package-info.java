/**
 * The compiler as a layer of the platform: it reads the package and the facts, and writes what came
 * out.
 */
@NullMarked
package io.coreautomation.deployspec.handler;

import org.jspecify.annotations.NullMarked;
