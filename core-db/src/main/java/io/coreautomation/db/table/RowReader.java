package io.coreautomation.db.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes records of what is stored of them. */
final class RowReader<R extends Record> {
  private final Class<R> type;
  private final RecordComponent[] components;
  private final List<Function<JsonNode, Object>> readers;
  private final Constructor<R> constructor;

  RowReader(Class<R> type) {
    this.type = type;
    this.components = type.getRecordComponents();
    this.readers = Arrays.stream(components).map(c -> Json.reader(c.getGenericType())).toList();
    try {
      this.constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor: " + type, e);
    }
    constructor.setAccessible(true);
  }

  /** What the canonical constructor takes where nothing is stored. */
  @Nullable Object[] nothing() {
    // What an older release wrote lacks what a newer one has: lists and maps are empty then.
    return Arrays.stream(components).map(component -> absent(component.getType())).toArray();
  }

  private static @Nullable Object absent(Class<?> type) {
    if (type == List.class) {
      return List.of();
    }
    if (type == Map.class) {
      return Map.of();
    }
    if (type == boolean.class) {
      return false;
    }
    return type == long.class ? (Object) 0L : type == int.class ? (Object) 0 : null;
  }

  R row(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("a stored row is no valid " + type.getSimpleName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record can be made: " + type, e);
    }
  }

  /** Of the JSON of its attributes. */
  R row(JsonNode item) {
    var values = nothing();
    for (int i = 0; i < components.length; i++) {
      var value = item.get(components[i].getName());
      if (value != null && !value.isNull()) {
        values[i] =
            value.isTextual() && components[i].getType() == String.class
                ? value.textValue()
                : readers.get(i).apply(value);
      }
    }
    return row(values);
  }
}
