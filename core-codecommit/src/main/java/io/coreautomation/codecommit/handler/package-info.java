/** The Lambda function that EventBridge calls for each change of a CodeCommit branch. */
@NullMarked
package io.coreautomation.codecommit.handler;

import org.jspecify.annotations.NullMarked;
