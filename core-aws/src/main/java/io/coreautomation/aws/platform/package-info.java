/**
 * The platform's own account, as its Lambda functions see it: clients with the function's role, and
 * the doors made of them. Target accounts are {@code access}'s.
 */
@NullMarked
package io.coreautomation.aws.platform;

import org.jspecify.annotations.NullMarked;
