/** The object store in a directory: for one machine, safe among its threads and processes. */
@NullMarked
package io.coreautomation.local.directory;

import org.jspecify.annotations.NullMarked;
