package io.coreautomation.db.table;

import io.coreautomation.framework.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How one type of record is a row: its components are the attributes, and its keys are computed
 * from them.
 */
public final class RowType<R extends Record> {
  /** The attribute of the partition key. */
  public static final String PARTITION = "pk";

  /** The attribute of the sort key. */
  public static final String SORT = "sk";

  /** The attribute that {@link Condition.VersionIs} looks at. */
  public static final String VERSION = "version";

  /** The attribute that says, in seconds of the epoch, when a row may go. */
  public static final String TTL = "ttl";

  private final Class<R> type;
  private final Function<R, Key> key;
  private final TableSchema<R> schema;
  private final RowReader<R> reader;

  private RowType(Keys<R> keys) {
    this.type = keys.type;
    this.key = keys.table;
    this.reader = new RowReader<>(keys.type);
    this.schema = RecordSchema.of(keys, reader);
  }

  /** Begins the description of a row: its key. */
  public static <R extends Record> Keys<R> of(Class<R> type, Function<R, Key> key) {
    return new Keys<>(type, key);
  }

  public Class<R> type() {
    return type;
  }

  public Key key(R row) {
    return key.apply(row);
  }

  /** For the Enhanced Client. */
  public TableSchema<R> schema() {
    return schema;
  }

  /** All attributes, key attributes included, without those that are null. */
  public Map<String, AttributeValue> item(R row) {
    return schema.itemToMap(row, true);
  }

  public R row(Map<String, AttributeValue> item) {
    return schema.mapToItem(item);
  }

  /** What {@link #item} gives, from the text that {@link ItemJson} makes of that. */
  public R parse(String json) {
    return reader.row(Json.parse(json));
  }

  /** The keys of a row, and when it may go. */
  public static final class Keys<R extends Record> {
    final Class<R> type;
    final Function<R, Key> table;
    Function<R, @Nullable Key> first = row -> null;
    Function<R, @Nullable Key> second = row -> null;
    Function<R, @Nullable Instant> expiry = row -> null;

    private Keys(Class<R> type, Function<R, Key> table) {
      this.type = type;
      this.table = table;
    }

    /** Its key in the first index; null keeps a row out of it. */
    public Keys<R> first(Function<R, @Nullable Key> index) {
      this.first = index;
      return this;
    }

    /** Its key in the second index; null keeps a row out of it. */
    public Keys<R> second(Function<R, @Nullable Key> index) {
      this.second = index;
      return this;
    }

    /** When it may go; null means never. */
    public Keys<R> expires(Function<R, @Nullable Instant> time) {
      this.expiry = time;
      return this;
    }

    public RowType<R> build() {
      return new RowType<>(this);
    }
  }
}
