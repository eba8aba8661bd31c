/**
 * Fan-out: actions times targets, and what waits for what. This package owns ids and the language
 * of selectors in dependencies and references.
 */
@NullMarked
package io.coreautomation.deployspec.fanout;

import org.jspecify.annotations.NullMarked;
