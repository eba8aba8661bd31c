/** Items: what stands deployed where. */
@NullMarked
package io.coreautomation.db.item;

import org.jspecify.annotations.NullMarked;
