/** Seeds: registry.yaml, the document from which a registry is filled. */
@NullMarked
package io.coreautomation.db.seed;

import org.jspecify.annotations.NullMarked;
