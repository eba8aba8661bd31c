/** The twin of the Key Management Service, as far as kinds use it. */
@NullMarked
package io.coreautomation.simulator.kms;

import org.jspecify.annotations.NullMarked;
