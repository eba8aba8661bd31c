package io.coreautomation.framework.task;

import io.coreautomation.framework.json.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Where a package lies.
 *
 * @param key in the object store
 * @param digest of the zip, if it is known: what is read must have it
 */
public record PackageRef(String key, @Nullable Digest digest) {}
