/**
 * Where a failure comes from: the chain from what AWS said to what a person wrote, and what is
 * known of errors that are met often. This package neither asks AWS nor prints.
 */
@NullMarked
package io.coreautomation.framework.provenance;

import org.jspecify.annotations.NullMarked;
