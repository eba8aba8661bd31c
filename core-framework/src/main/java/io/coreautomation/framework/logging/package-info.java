/**
 * The fields that each log line of a run carries, as fields and not glued into the text. The lines'
 * form is {@code log4j2.xml}: JSON in Lambda, text on stderr elsewhere.
 */
@NullMarked
package io.coreautomation.framework.logging;

import org.jspecify.annotations.NullMarked;
