/**
 * Kinds that core does not ship, from a folder that an operator has named: jars that bring some,
 * and files that declare functions of Lambda to be some; and what is wrong with them. What such a
 * kind is and does is as for any other; nothing else knows where one is from.
 */
@NullMarked
package io.coreautomation.execute.kind.own;

import org.jspecify.annotations.NullMarked;
