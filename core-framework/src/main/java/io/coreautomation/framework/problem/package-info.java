/**
 * Problems: what is wrong, where, and how to mend it. This package owns the form and the codes; who
 * finds a problem writes its words.
 */
@NullMarked
package io.coreautomation.framework.problem;

import org.jspecify.annotations.NullMarked;
