/**
 * What stands, by the registry: whether what an action wants was last made from the same inputs, so
 * that nothing is to be done. The decision is a function of a row and a wish, and asks nobody.
 */
@NullMarked
package io.coreautomation.execute.standing;

import org.jspecify.annotations.NullMarked;
