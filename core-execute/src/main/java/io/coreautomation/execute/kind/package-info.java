/**
 * Action kinds: what one is, how it starts, goes on, ends and is called off. No kind knows the
 * engine, and the engine knows no kind. The packages below hold the kinds, one file each, by
 * service.
 */
@NullMarked
package io.coreautomation.execute.kind;

import org.jspecify.annotations.NullMarked;
