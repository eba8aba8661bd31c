/**
 * What the templates of a package call things: names that AWS knows once for all regions are given
 * once, and those of the platform not at all.
 */
@NullMarked
package io.coreautomation.deployspec.name;

import org.jspecify.annotations.NullMarked;
