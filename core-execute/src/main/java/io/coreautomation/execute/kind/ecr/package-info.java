/** Kinds of the Elastic Container Registry. */
@NullMarked
package io.coreautomation.execute.kind.ecr;

import org.jspecify.annotations.NullMarked;
