/**
 * Action lists: what a compiler makes and the engine carries out. Flat, typed, resolved, named by
 * their digest.
 */
@NullMarked
package io.coreautomation.framework.action;

import org.jspecify.annotations.NullMarked;
