/**
 * The folder of a package: whether it is one, the coordinates that {@code core.yaml}, git and the
 * options give it, and the files that {@code core init} puts into it.
 */
@NullMarked
package io.coreautomation.cli.folder;

import org.jspecify.annotations.NullMarked;
