/** Accounts: the AWS accounts that selectors choose from, in the order of their registration. */
@NullMarked
package io.coreautomation.db.account;

import org.jspecify.annotations.NullMarked;
