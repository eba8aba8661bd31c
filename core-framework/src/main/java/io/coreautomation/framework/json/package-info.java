/** JSON between our own parts: one mapper, the canonical form (RFC 8785) and digests over it. */
@NullMarked
package io.coreautomation.framework.json;

import org.jspecify.annotations.NullMarked;
