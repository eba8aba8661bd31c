/**
 * Starting and following runs: what {@code run}, {@code teardown} and {@code resume} have in
 * common.
 */
@NullMarked
package io.coreautomation.cli.run;

import org.jspecify.annotations.NullMarked;
