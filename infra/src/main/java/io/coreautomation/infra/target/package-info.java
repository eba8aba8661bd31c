/**
 * What target accounts need: roles once an account, event forwarding once a region. Their templates
 * are plain and self-contained: they deploy with any tool, into accounts that no CDK has
 * bootstrapped.
 */
@NullMarked
package io.coreautomation.infra.target;

import org.jspecify.annotations.NullMarked;
