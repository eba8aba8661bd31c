/**
 * Documents that people write: YAML and JSON read into nodes that know their file, line and column.
 * It owns the reading and its limits, not the meaning of any file.
 */
@NullMarked
package io.coreautomation.framework.document;

import org.jspecify.annotations.NullMarked;
