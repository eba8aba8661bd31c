/** Budgets: how fast runs may call a service that has slowed one of them down. */
@NullMarked
package io.coreautomation.db.budget;

import org.jspecify.annotations.NullMarked;
