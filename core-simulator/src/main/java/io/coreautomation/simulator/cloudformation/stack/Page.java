package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.refusal.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a longer list.
 *
 * @param nextToken where the rest begins; null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {
  private static final String PREFIX = "twin-page-";

  /** Cuts a list. */
  public static <T> Page<T> of(List<T> all, @Nullable String token, int size) {
    int from = token == null ? 0 : Math.min(all.size(), position(token));
    int to = Math.min(all.size(), from + size);
    return new Page<>(List.copyOf(all.subList(from, to)), to < all.size() ? PREFIX + to : null);
  }

  /**
   * Cuts a list that grows at its end, from there. The token says how many are left, so that what
   * came since shifts nothing.
   */
  public static <T> Page<T> newestFirst(List<T> all, @Nullable String token, int size) {
    int to = token == null ? all.size() : Math.min(all.size(), position(token));
    int from = Math.max(0, to - size);
    return new Page<>(
        List.copyOf(all.subList(from, to).reversed()), from > 0 ? PREFIX + from : null);
  }

  private static int position(String token) {
    if (!token.matches(PREFIX + "\\d{1,9}")) {
      throw Refused.invalid("Invalid NextToken: " + token);
    }
    return Integer.parseInt(token.substring(PREFIX.length()));
  }
}
