/** Facts: what the registry knows about a deployment, as one value with a digest. */
@NullMarked
package io.coreautomation.db.facts;

import org.jspecify.annotations.NullMarked;
