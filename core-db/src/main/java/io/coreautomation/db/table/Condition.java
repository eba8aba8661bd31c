package io.coreautomation.db.table;

import io.coreautomation.framework.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be so of the stored row for a write to happen. */
public sealed interface Condition {
  /** No row is stored under the key. */
  record NotExists() implements Condition {}

  /** A row is stored, and its {@code version} is that. */
  record VersionIs(long version) implements Condition {}

  /** No row is stored, or one whose {@code version} is at most that. */
  record VersionAtMost(long version) implements Condition {}

  /** A row is stored, and that attribute of it has that value. */
  record AttributeEquals(String name, Object value) implements Condition {}

  static Condition notExists() {
    return new NotExists();
  }

  static Condition versionIs(long version) {
    return new VersionIs(version);
  }

  static Condition versionAtMost(long version) {
    return new VersionAtMost(version);
  }

  static Condition attributeEquals(String name, Object value) {
    return new AttributeEquals(name, value);
  }

  /** Whether it is so of a stored row, null if none is stored. */
  default boolean holds(@Nullable Map<String, AttributeValue> stored) {
    return switch (this) {
      case NotExists _ -> stored == null;
      case VersionIs(long version) -> stored != null && has(stored, RowType.VERSION, version);
      case VersionAtMost(long version) ->
          stored == null
              || stored.containsKey(RowType.VERSION)
                  && Long.parseLong(stored.get(RowType.VERSION).n()) <= version;
      case AttributeEquals(String name, Object value) -> stored != null && has(stored, name, value);
    };
  }

  private static boolean has(Map<String, AttributeValue> stored, String name, Object value) {
    return ItemJson.value(Json.tree(value)).equals(stored.get(name));
  }
}
