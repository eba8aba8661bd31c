/** Sweeps: how far somebody who goes through a long list, a share at a time, has come. */
@NullMarked
package io.coreautomation.db.sweep;

import org.jspecify.annotations.NullMarked;
