/**
 * Doors: interfaces for what differs between AWS and a laptop. Each has one AWS and one embedded
 * implementation, and one contract suite that both pass.
 */
@NullMarked
package io.coreautomation.framework.door;

import org.jspecify.annotations.NullMarked;
