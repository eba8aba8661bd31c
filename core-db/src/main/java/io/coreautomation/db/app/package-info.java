/** Apps: the deployment units of a portfolio, and the zone that each goes to. */
@NullMarked
package io.coreautomation.db.app;

import org.jspecify.annotations.NullMarked;
