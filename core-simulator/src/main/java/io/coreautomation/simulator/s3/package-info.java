/** The twin of S3. */
@NullMarked
package io.coreautomation.simulator.s3;

import org.jspecify.annotations.NullMarked;
