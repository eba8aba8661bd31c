/** The verbs, one class each, and the groups of options that several of them share. */
@NullMarked
package io.coreautomation.cli.verb;

import org.jspecify.annotations.NullMarked;
