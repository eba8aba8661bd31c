/**
 * Reading a deployspec: which files of a package are specs, what may stand in them, and in which
 * spellings. This package knows neither accounts nor templates.
 */
@NullMarked
package io.coreautomation.deployspec.spec;

import org.jspecify.annotations.NullMarked;
