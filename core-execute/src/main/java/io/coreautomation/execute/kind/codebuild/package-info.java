/** Kinds of CodeBuild. */
@NullMarked
package io.coreautomation.execute.kind.codebuild;

import org.jspecify.annotations.NullMarked;
