package io.coreautomation.execute.kind;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the registry says of the thing that an action is about, where that was last made from just
 * the inputs that the action has.
 *
 * @param id as AWS knew it then
 * @param status as AWS named it then
 * @param lastUpdated as AWS told it then; null if it never was
 * @param outputs that it had, if it is trusted
 * @param isTrusted whether that is to be taken for the truth, without asking AWS
 */
public record Recorded(
    String id,
    String status,
    @Nullable Instant lastUpdated,
    Map<String, String> outputs,
    boolean isTrusted) {}
