/** The object store on S3. */
@NullMarked
package io.coreautomation.aws.store;

import org.jspecify.annotations.NullMarked;
