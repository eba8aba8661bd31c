/** The twin of CloudFront. */
@NullMarked
package io.coreautomation.simulator.cloudfront;

import org.jspecify.annotations.NullMarked;
