/** Grants: which principal may do what on which part of the PRN tree. */
@NullMarked
package io.coreautomation.db.grant;

import org.jspecify.annotations.NullMarked;
