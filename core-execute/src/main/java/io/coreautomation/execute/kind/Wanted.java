package io.coreautomation.execute.kind;

import io.coreautomation.framework.json.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The thing that an action is about, as far as its params alone tell.
 *
 * @param resource its name in its account and region, such as {@code stack/web}
 * @param inputs the digest of all that it is to be made from; null if the action makes nothing
 */
public record Wanted(String resource, @Nullable Digest inputs) {}
