package io.coreautomation.db.table;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a table takes: DynamoDB's limits, which all implementations keep, so that what works
 * embedded works in AWS.
 */
public final class TableLimits {
  /** Of one row, attribute names included. */
  public static final int ROW_BYTES = 400 * 1024;

  public static final int TRANSACTION_WRITES = 100;
  public static final int TRANSACTION_BYTES = 4 * 1024 * 1024;

  /** Of lists and maps in one attribute. */
  public static final int DEPTH = 32;

  private TableLimits() {}

  /** Refuses a write that no table takes. */
  public static void check(Write write) {
    bytes(write);
  }

  /** Refuses a transaction that no table takes. */
  public static void check(List<Write> writes) {
    if (writes.isEmpty() || writes.size() > TRANSACTION_WRITES) {
      throw new TableLimitException(
          "a transaction has 1 to "
              + TRANSACTION_WRITES
              + " writes, this one has "
              + writes.size());
    }
    var keys = new HashSet<Key>();
    long bytes = 0;
    for (var write : writes) {
      if (!keys.add(write.key())) {
        throw new TableLimitException("a transaction writes '" + write.key() + "' twice");
      }
      bytes += bytes(write);
    }
    if (bytes > TRANSACTION_BYTES) {
      throw new TableLimitException(
          "a transaction has at most " + TRANSACTION_BYTES + " bytes, this one has " + bytes);
    }
  }

  private static long bytes(Write write) {
    return switch (write) {
      case Write.Put<?> put -> row(put.key(), put.item());
      case Write.Add<?> add -> row(add.key(), item(add));
      case Write.Delete _ -> 0;
    };
  }

  private static <R extends Record> Map<String, AttributeValue> item(Write.Add<R> add) {
    return add.type().item(add.whenAbsent());
  }

  private static long row(Key key, Map<String, AttributeValue> item) {
    var bytes = bytes(key, item, 0);
    if (bytes > ROW_BYTES) {
      throw new TableLimitException(
          "a row has at most " + ROW_BYTES + " bytes, '" + key + "' has " + bytes);
    }
    return bytes;
  }

  private static long bytes(Key key, Map<String, AttributeValue> map, int depth) {
    requireDepth(key, depth);
    return map.entrySet().stream()
        .mapToLong(entry -> utf8(entry.getKey()) + bytes(key, entry.getValue(), depth))
        .sum();
  }

  // As DynamoDB's documentation counts: 3 bytes for a list or map, 1 for each of its members.
  private static long bytes(Key key, AttributeValue value, int depth) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> value.n().length() / 2 + 2;
      case L -> 3 + value.l().size() + bytes(key, value.l(), depth + 1);
      case M -> 3 + value.m().size() + bytes(key, value.m(), depth + 1);
      default -> 1;
    };
  }

  private static long bytes(Key key, List<AttributeValue> list, int depth) {
    requireDepth(key, depth);
    return list.stream().mapToLong(element -> bytes(key, element, depth)).sum();
  }

  private static void requireDepth(Key key, int depth) {
    if (depth > DEPTH) {
      throw new TableLimitException(
          "an attribute is nested at most " + DEPTH + " levels deep, '" + key + "' has one deeper");
    }
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
