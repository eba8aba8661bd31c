/**
 * Kinds that core does not ship: jars in a folder that an operator has named, and what is wrong
 * with them. What such a kind is and does is as for any other; nothing else knows where one is
 * from.
 */
@NullMarked
package io.coreautomation.execute.kind.jar;

import org.jspecify.annotations.NullMarked;
