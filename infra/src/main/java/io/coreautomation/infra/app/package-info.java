/**
 * The CDK program: reads its settings from the context, builds the stacks, holds them to cdk-nag.
 * It owns no resource.
 */
@NullMarked
package io.coreautomation.infra.app;

import org.jspecify.annotations.NullMarked;
