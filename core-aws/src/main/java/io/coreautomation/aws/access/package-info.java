/**
 * Access to target accounts: which role is assumed for which work, and what becomes of throttles
 * and refusals. It hands out SDK clients; it knows no service but STS, and no kind of action.
 */
@NullMarked
package io.coreautomation.aws.access;

import org.jspecify.annotations.NullMarked;
