/** Kinds of CloudFront. */
@NullMarked
package io.coreautomation.execute.kind.cloudfront;

import org.jspecify.annotations.NullMarked;
