/** Kinds that speak HTTP to whatever was deployed. */
@NullMarked
package io.coreautomation.execute.kind.http;

import org.jspecify.annotations.NullMarked;
