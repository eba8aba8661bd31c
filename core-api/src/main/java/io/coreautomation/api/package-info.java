/**
 * The platform's HTTP interface: what each operation answers. It speaks to the invoker and the
 * registry, never to the state machine. Servers are elsewhere: they bring {@code ApiRequest}s.
 */
@NullMarked
package io.coreautomation.api;

import org.jspecify.annotations.NullMarked;
