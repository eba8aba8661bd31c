/** Lambda's doors into the engine: read, call, write. */
@NullMarked
package io.coreautomation.execute.handler;

import org.jspecify.annotations.NullMarked;
