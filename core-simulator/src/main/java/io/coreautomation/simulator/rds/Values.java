package io.coreautomation.simulator.rds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;

/**
 * Simple values of the SDK's types, by the names that RDS's API has for them: a request, an
 * instance and a template name the same thing alike.
 */
final class Values {
  private static final Set<MarshallingType<?>> SIMPLE =
      Set.of(MarshallingType.STRING, MarshallingType.INTEGER, MarshallingType.BOOLEAN);

  private Values() {}

  /** The names of those that a type has. */
  static Set<String> names(SdkPojo type) {
    return type.sdkFields().stream()
        .filter(field -> SIMPLE.contains(field.marshallingType()))
        .map(SdkField::memberName)
        .collect(Collectors.toSet());
  }

  /** Those that are given. */
  static Map<String, String> of(SdkPojo given) {
    var values = new TreeMap<String, String>();
    given
        .sdkFields()
        .forEach(
            field -> {
              var value = field.getValueOrDefault(given);
              if (value != null && SIMPLE.contains(field.marshallingType())) {
                values.put(field.memberName(), value.toString());
              }
            });
    return values;
  }

  /** Those that a template gives. */
  static Map<String, String> of(JsonNode properties) {
    var values = new TreeMap<String, String>();
    properties
        .properties()
        .forEach(
            property -> {
              if (property.getValue().isValueNode()) {
                values.put(property.getKey(), property.getValue().asText());
              }
            });
    return values;
  }

  /** Sets those that a type has. */
  static void set(SdkPojo builder, Map<String, String> values) {
    builder
        .sdkFields()
        .forEach(
            field -> {
              var value = values.get(field.memberName());
              if (value != null && SIMPLE.contains(field.marshallingType())) {
                set(field, builder, value);
              }
            });
  }

  @SuppressWarnings("unchecked") // the field's own type says what it takes
  private static <T> void set(SdkField<T> field, SdkPojo builder, String value) {
    Object typed = value;
    if (field.marshallingType().equals(MarshallingType.INTEGER)) {
      typed = Integer.valueOf(value);
    } else if (field.marshallingType().equals(MarshallingType.BOOLEAN)) {
      typed = Boolean.valueOf(value);
    }
    field.set(builder, (T) typed);
  }
}
