/**
 * The platform's own infrastructure as CDK stacks, one class a stack: storage, engine, layers, API
 * and trigger. The stacks know each other by name only (see {@link
 * io.coreautomation.infra.PlatformNames}), never by exports, so that each can be updated or
 * replaced without the others. Maps with more than one entry are sorted ones: {@code Map.of} has
 * another order in each JVM, and a template must be the same text each time. What target accounts
 * need is in {@code target}, the program in {@code app}.
 */
@NullMarked
package io.coreautomation.infra;

import org.jspecify.annotations.NullMarked;
