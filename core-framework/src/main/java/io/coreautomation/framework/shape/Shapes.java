package io.coreautomation.framework.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.json.Digest;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads the shape of a record off its type. */
public final class Shapes {
  private static final Map<Class<?>, Shape.Fields> KNOWN = new ConcurrentHashMap<>();

  private Shapes() {}

  /**
   * The shape of a record. A component is optional if it is {@code @Nullable}, a list, a map, or a
   * primitive truth value (which is false then); every other must be given.
   */
  public static Shape.Fields of(Class<? extends Record> type) {
    // Not computeIfAbsent: records hold records.
    var known = KNOWN.get(type);
    if (known == null) {
      known = read(type);
      KNOWN.put(type, known);
    }
    return known;
  }

  /** The word that stands for a constant of an enum: lower camel case of its name. */
  public static String word(Enum<?> constant) {
    var parts = constant.name().toLowerCase(Locale.ROOT).split("_");
    var word = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      word.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
    }
    return word.toString();
  }

  private static Shape.Fields read(Class<? extends Record> type) {
    var fields = Arrays.stream(type.getRecordComponents()).map(Shapes::field).toList();
    var doc = type.getAnnotation(Doc.class);
    var shortForm = type.getAnnotation(ShortForm.class);
    return new Shape.Fields(
        type.getSimpleName(),
        doc == null ? "" : doc.value(),
        fields,
        shortForm == null ? null : shortForm.value());
  }

  private static Field field(RecordComponent component) {
    var shape = shape(component.getGenericType());
    var optional =
        isNullable(component.getAnnotatedType())
            || shape instanceof Shape.ListOf
            || shape instanceof Shape.MapOf
            || component.getType() == boolean.class;
    var doc = component.getAnnotation(Doc.class);
    var written = component.getAnnotation(Written.class);
    var alias = component.getAnnotation(Alias.class);
    var role = component.getAnnotation(Role.class);
    return new Field(
        written == null ? component.getName() : written.value(),
        shape,
        !optional,
        doc == null ? "" : doc.value(),
        alias == null ? List.of() : List.of(alias.value()),
        role == null ? Role.Kind.NONE : role.value());
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static Shape shape(Type type) {
    if (type instanceof ParameterizedType generic) {
      var arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new Shape.ListOf(shape(arguments[0]));
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return new Shape.MapOf(shape(arguments[1]));
      }
    }
    if (type instanceof Class<?> plain) {
      if (plain == String.class || plain == Digest.class) {
        return new Shape.Text();
      }
      if (plain == Integer.class
          || plain == int.class
          || plain == Long.class
          || plain == long.class) {
        return new Shape.Whole();
      }
      if (plain == Boolean.class || plain == boolean.class) {
        return new Shape.Truth();
      }
      if (plain == Duration.class) {
        return new Shape.Time();
      }
      if (plain.isEnum()) {
        return new Shape.Choice(
            Arrays.stream(plain.getEnumConstants()).map(c -> word((Enum<?>) c)).toList());
      }
      if (plain.isRecord()) {
        return of(plain.asSubclass(Record.class));
      }
      if (plain == Node.class || JsonNode.class.isAssignableFrom(plain)) {
        return new Shape.Anything();
      }
    }
    throw new IllegalArgumentException("no document can hold a " + type.getTypeName());
  }
}
