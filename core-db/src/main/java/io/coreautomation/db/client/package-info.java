/** Clients: the tenants, each an AWS organization of its own. */
@NullMarked
package io.coreautomation.db.client;

import org.jspecify.annotations.NullMarked;
