package io.coreautomation.db.table;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

import io.coreautomation.framework.json.Json;
import java.lang.reflect.RecordComponent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes the Enhanced Client's schema of a record: one attribute a component, converted as our JSON
 * is, so that value types, enums, times and nested records need no converter of their own; and the
 * key attributes, which are written but not read.
 */
final class RecordSchema {
  private RecordSchema() {}

  static <R extends Record> TableSchema<R> of(RowType.Keys<R> keys, RowReader<R> reader) {
    @SuppressWarnings("unchecked")
    var arguments = (Class<Arguments<R>>) (Class<?>) Arguments.class;
    var schema =
        StaticImmutableTableSchema.builder(keys.type, arguments)
            .newItemBuilder(() -> new Arguments<>(reader), Arguments::construct);
    key(schema, Query.Index.TABLE, keys.table, primaryPartitionKey(), primarySortKey());
    index(schema, Query.Index.FIRST, keys.first);
    index(schema, Query.Index.SECOND, keys.second);
    computed(
        schema,
        Long.class,
        RowType.TTL,
        row -> {
          var time = keys.expiry.apply(row);
          return time == null ? null : time.getEpochSecond();
        });
    var components = keys.type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      component(schema, components[i], i);
    }
    return schema.build();
  }

  private static <R extends Record> void component(
      StaticImmutableTableSchema.Builder<R, Arguments<R>> schema,
      RecordComponent component,
      int position) {
    component.getAccessor().setAccessible(true);
    schema.addAttribute(
        Object.class,
        attribute ->
            attribute
                .name(component.getName())
                .getter(row -> read(component, row))
                .setter((arguments, value) -> arguments.values[position] = value)
                .attributeConverter(new JsonConverter(component)));
  }

  private static @Nullable Object read(RecordComponent component, Record row) {
    try {
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every component can be read: " + component, e);
    }
  }

  private static <R extends Record> void index(
      StaticImmutableTableSchema.Builder<R, Arguments<R>> schema,
      Query.Index index,
      Function<R, @Nullable Key> key) {
    key(
        schema,
        index,
        key,
        secondaryPartitionKey(index.indexName()),
        secondarySortKey(index.indexName()));
  }

  private static <R extends Record> void key(
      StaticImmutableTableSchema.Builder<R, Arguments<R>> schema,
      Query.Index index,
      Function<R, ? extends @Nullable Key> key,
      StaticAttributeTag partition,
      StaticAttributeTag sort) {
    computed(
        schema,
        String.class,
        index.partitionAttribute(),
        row -> {
          var found = key.apply(row);
          return found == null ? null : found.partition();
        },
        partition);
    computed(
        schema,
        String.class,
        index.sortAttribute(),
        row -> {
          var found = key.apply(row);
          return found == null ? null : found.sort();
        },
        sort);
  }

  private static <R extends Record, V> void computed(
      StaticImmutableTableSchema.Builder<R, Arguments<R>> schema,
      Class<V> type,
      String name,
      Function<R, @Nullable V> value,
      StaticAttributeTag... tags) {
    schema.addAttribute(
        type,
        attribute ->
            attribute
                .name(name)
                .getter(value)
                .setter((arguments, ignored) -> {}) // the record knows it from its components
                .tags(tags));
  }

  /** The arguments of a record's canonical constructor, as they are found in a row. */
  private static final class Arguments<R extends Record> {
    private final RowReader<R> reader;
    private final @Nullable Object[] values;

    Arguments(RowReader<R> reader) {
      this.reader = reader;
      this.values = reader.nothing();
    }

    R construct() {
      return reader.row(values);
    }
  }

  /** Converts a component as {@link Json} does. */
  private record JsonConverter(RecordComponent component) implements AttributeConverter<Object> {
    @Override
    public AttributeValue transformFrom(Object value) {
      return ItemJson.value(Json.tree(value));
    }

    @Override
    public Object transformTo(AttributeValue value) {
      return Json.as(ItemJson.json(value), component.getGenericType());
    }

    @Override
    public EnhancedType<Object> type() {
      return EnhancedType.of(Object.class);
    }

    @Override
    public AttributeValueType attributeValueType() {
      return AttributeValueType.M; // asked for keys only, and no component is one
    }
  }
}
