/**
 * Shapes of records: one description of a record type, from which come its reader (all errors at
 * once, with positions), its JSON Schema and its reference page.
 */
@NullMarked
package io.coreautomation.framework.shape;

import org.jspecify.annotations.NullMarked;
