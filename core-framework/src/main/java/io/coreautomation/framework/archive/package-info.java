/**
 * Packages as files: what a person keeps in a folder and the platform keeps in a zip. This package
 * owns which files belong to a package and what a zip may hold; what the files mean is a compiler's
 * business.
 */
@NullMarked
package io.coreautomation.framework.archive;

import org.jspecify.annotations.NullMarked;
