/**
 * SDK clients of the twin. This package owns the way from a method of an SDK client interface to
 * the operation that models it: credentials, faults, throttling, and the refusal of what is not
 * modelled. It knows no service's behaviour.
 */
@NullMarked
package io.coreautomation.simulator.client;

import org.jspecify.annotations.NullMarked;
