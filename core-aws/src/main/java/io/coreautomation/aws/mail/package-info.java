/** The mailbox on Lambda. */
@NullMarked
package io.coreautomation.aws.mail;

import org.jspecify.annotations.NullMarked;
