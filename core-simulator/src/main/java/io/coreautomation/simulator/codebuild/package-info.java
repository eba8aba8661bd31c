/** The twin of CodeBuild, as far as kinds use it. */
@NullMarked
package io.coreautomation.simulator.codebuild;

import org.jspecify.annotations.NullMarked;
