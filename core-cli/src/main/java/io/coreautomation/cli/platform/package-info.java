/**
 * The platform as the verbs see it. It is embedded in this process for now; a client of the HTTP
 * API is a second implementation of the same interface.
 */
@NullMarked
package io.coreautomation.cli.platform;

import org.jspecify.annotations.NullMarked;
