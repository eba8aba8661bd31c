/** Kinds of S3. */
@NullMarked
package io.coreautomation.execute.kind.s3;

import org.jspecify.annotations.NullMarked;
