package io.coreautomation.framework.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a thing stands in AWS once an action that is about it has ended.
 *
 * @param resource its name in its account and region, such as {@code stack/web}
 * @param id as AWS knows it; null unless it stands
 * @param status as AWS names it; null unless it stands
 * @param lastUpdated as AWS tells it; null if it never was
 * @param inputs the digest of all that it was made from; null if such a digest would not say
 *     whether the same inputs make the same thing again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Standing(
    Target target,
    String resource,
    How how,
    @Nullable String id,
    @Nullable String status,
    @Nullable Instant lastUpdated,
    @Nullable Digest inputs) {

  /** What is known of it. */
  public enum How {
    STANDS,
    GONE,
    /** An action about it has ended without success: nobody has looked what that made of it. */
    IN_DOUBT
  }

  /** It is not there. */
  public static Standing gone(Target target, String resource) {
    return new Standing(target, resource, How.GONE, null, null, null, null);
  }

  /** An action has failed on it. */
  public static Standing inDoubt(Target target, String resource) {
    return new Standing(target, resource, How.IN_DOUBT, null, null, null, null);
  }

  /** The same, made from what no digest may tell of. */
  public Standing open() {
    return new Standing(target, resource, how, id, status, lastUpdated, null);
  }

  /** Names it among all that stands. */
  public String place() {
    return place(target, resource);
  }

  public static String place(Target target, String resource) {
    return target + "/" + resource;
  }
}
