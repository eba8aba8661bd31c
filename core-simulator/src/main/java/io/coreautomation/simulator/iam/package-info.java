/**
 * Whose policies hold whom: what the principals of the twin may do. This package finds the policies
 * that a call has to pass and asks {@code policy} what they decide; which action on which resource
 * a call is, its service says.
 */
@NullMarked
package io.coreautomation.simulator.iam;

import org.jspecify.annotations.NullMarked;
