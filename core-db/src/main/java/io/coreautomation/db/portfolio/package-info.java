/** Portfolios: the business applications of a client. */
@NullMarked
package io.coreautomation.db.portfolio;

import org.jspecify.annotations.NullMarked;
