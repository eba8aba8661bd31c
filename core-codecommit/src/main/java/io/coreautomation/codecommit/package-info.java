/**
 * Pushes: what CodeCommit tells of a changed branch becomes a task for the invoker, with the
 * repository's {@code platform} folder at that commit as its package. This package neither decides
 * who may deploy what nor waits for the run.
 */
@NullMarked
package io.coreautomation.codecommit;

import org.jspecify.annotations.NullMarked;
