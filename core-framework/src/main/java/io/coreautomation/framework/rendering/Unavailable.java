package io.coreautomation.framework.rendering;

/**
 * Stands in a context for a name that is known, but has no value here; using it says why.
 *
 * @param message why, without a full stop
 * @param mend what to write instead
 */
public record Unavailable(String message, String mend) {}
