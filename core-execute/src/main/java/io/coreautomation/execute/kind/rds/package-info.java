/** Kinds of the Relational Database Service. */
@NullMarked
package io.coreautomation.execute.kind.rds;

import org.jspecify.annotations.NullMarked;
