/**
 * What operators ask of runs: checked as soon as it is asked, kept as a command, brought to the
 * run, whether it sleeps, has ended or has stalled. The run's own turn carries it out.
 */
@NullMarked
package io.coreautomation.execute.operate;

import org.jspecify.annotations.NullMarked;
