package io.coreautomation.db.table;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended. Its text is opaque to who gets it, and it comes back from people: it is held
 * against the query that it is used in.
 *
 * @param keys the key attributes of the page's last row, of the table and of the index asked
 */
public record Cursor(Map<String, String> keys) {
  public Cursor {
    keys = Map.copyOf(keys);
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws ProblemException if that is no such text
   */
  @JsonCreator
  public static Cursor parse(String text) {
    try {
      var json =
          Json.parse(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
      var keys = new TreeMap<String, String>();
      json.properties().forEach(key -> keys.put(key.getKey(), key.getValue().asText()));
      if (!keys.keySet().containsAll(Set.of(RowType.PARTITION, RowType.SORT))) {
        throw refused(null);
      }
      return new Cursor(keys);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw refused(e);
    }
  }

  /** For addresses: letters, digits, {@code -} and {@code _}. */
  @JsonValue
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.write(new TreeMap<>(keys)).getBytes(StandardCharsets.UTF_8));
  }

  /** The value of one key attribute. */
  public String key(String attribute) {
    var value = keys.get(attribute);
    if (value == null) {
      throw refused(null);
    }
    return value;
  }

  void requireFrom(Query.Index index, String partition) {
    var wanted =
        new HashSet<>(
            List.of(
                RowType.PARTITION,
                RowType.SORT,
                index.partitionAttribute(),
                index.sortAttribute()));
    if (!keys.keySet().equals(wanted) || !partition.equals(keys.get(index.partitionAttribute()))) {
      throw refused(null);
    }
  }

  private static ProblemException refused(@Nullable Exception cause) {
    var problem =
        Problem.of(
            ProblemCode.REQUEST_INVALID,
            "the cursor is not of this list",
            "Use the cursor of the page before, or none.");
    return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
  }
}
