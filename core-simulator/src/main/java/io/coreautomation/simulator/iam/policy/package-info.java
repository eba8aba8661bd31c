/**
 * The language of IAM policies: how they are read, what they match, and what they decide together.
 * This package knows no world: whose policies apply to a call, and which action on which resource
 * it is, others tell it.
 */
@NullMarked
package io.coreautomation.simulator.iam.policy;

import org.jspecify.annotations.NullMarked;
