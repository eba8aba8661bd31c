package io.coreautomation.framework.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Node.Sequence;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes records from documents. It checks the document against the record's {@link Shape} first, so
 * that all errors are known at once and each has its place, and then calls the constructors, which
 * may refuse more.
 */
public final class Binder {
  private final Problems problems;

  /** Reports into {@code problems}. */
  public Binder(Problems problems) {
    this.problems = problems;
  }

  /** Binds, or throws all that is wrong. */
  public static <R extends Record> R bindOrThrow(Class<R> type, Node node) {
    var problems = new Problems();
    var bound = new Binder(problems).bind(type, node, "");
    problems.throwIfAny();
    return bound.orElseThrow(() -> new IllegalStateException("unbound without a problem: " + type));
  }

  /**
   * Binds, or reports what is wrong and returns nothing.
   *
   * @param path of {@code node} within its document, for messages; empty for the document itself
   */
  public <R extends Record> Optional<R> bind(Class<R> type, Node node, String path) {
    // Of its own: what was reported before, by a check of the whole document, counts here, too.
    var found = new Problems();
    new ShapeCheck(found).check(Shapes.of(type), node, path);
    if (!found.isEmpty()) {
      problems.addAll(found.sorted());
      return Optional.empty();
    }
    try {
      return Optional.of(type.cast(fields(type, (Mapping) node, path)));
    } catch (ProblemException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private Object fields(Class<? extends Record> record, Mapping map, String path) {
    var shape = Shapes.of(record);
    var components = record.getRecordComponents();
    var arguments = new @Nullable Object[components.length];
    var refusals = new Problems();
    for (int i = 0; i < components.length; i++) {
      var field = shape.fields().get(i);
      var entry = map.entries().values().stream().filter(e -> field.isNamed(e.key())).findFirst();
      var given = entry.map(Node.Entry::value).filter(node -> !Nodes.isNull(node));
      var type = components[i].getGenericType();
      arguments[i] =
          given.isPresent()
              ? tried(() -> value(type, given.get(), ShapeCheck.join(path, field.name())), refusals)
              : absent(components[i]);
    }
    refusals.throwIfAny();
    return construct(record, components, arguments, map, path);
  }

  /** One constructor's refusal does not hide the next one's: nothing, and what it said. */
  private static @Nullable Object tried(Supplier<Object> value, Problems refusals) {
    try {
      return value.get();
    } catch (ProblemException e) {
      refusals.addAll(e.problems());
      return null;
    }
  }

  private static @Nullable Object absent(RecordComponent component) {
    var type = component.getType();
    if (type == List.class) {
      return List.of();
    }
    if (type == Map.class) {
      return Map.of();
    }
    return type == boolean.class ? false : null;
  }

  private Object value(Type type, Node node, String path) {
    if (type instanceof ParameterizedType generic) {
      var arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        var items = node instanceof Sequence list ? list.items() : List.of(node);
        var values = new ArrayList<@Nullable Object>();
        var refusals = new Problems();
        for (int i = 0; i < items.size(); i++) {
          var item = items.get(i);
          var place = path + "[" + i + "]";
          values.add(tried(() -> value(arguments[0], item, place), refusals));
        }
        refusals.throwIfAny();
        return List.copyOf(values);
      }
      var values = new LinkedHashMap<String, Object>();
      ((Mapping) node)
          .entries()
          .forEach(
              (key, entry) ->
                  values.put(key, value(arguments[1], entry.value(), ShapeCheck.join(path, key))));
      return java.util.Collections.unmodifiableMap(values);
    }
    var plain = (Class<?>) type;
    if (plain == Digest.class) {
      return digest((Scalar) node, path);
    }
    if (plain.isRecord()) {
      return fields(plain.asSubclass(Record.class), written(plain, node), path);
    }
    if (plain == Node.class) {
      return node;
    }
    if (JsonNode.class.isAssignableFrom(plain)) {
      return plain.cast(Nodes.json(node));
    }
    return scalar(plain, (Scalar) node);
  }

  /** A record written short, as if it were written long. */
  private static Mapping written(Class<?> type, Node node) {
    if (node instanceof Mapping map) {
      return map;
    }
    var field = Shapes.of(type.asSubclass(Record.class)).shortField().orElseThrow();
    return new Mapping(
        Map.of(field.name(), new Node.Entry(field.name(), node.source(), node)), node.source());
  }

  private static Digest digest(Scalar scalar, String path) {
    try {
      return Digest.parse(scalar.text());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.at(
                  scalar.source(),
                  ProblemCode.FIELD_INVALID,
                  scalar.describe() + " is no digest",
                  "Write 'sha256-' and 64 hexadecimal digits.")
              .withPath(path));
    }
  }

  private static Object scalar(Class<?> type, Scalar scalar) {
    if (type == String.class) {
      return scalar.text();
    }
    if (type == Boolean.class || type == boolean.class) {
      return Boolean.valueOf(scalar.text());
    }
    if (type == Duration.class) {
      return Durations.parse(scalar.text()).orElseThrow();
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(c -> Field.fold(Shapes.word((Enum<?>) c)).equals(Field.fold(scalar.text())))
          .findFirst()
          .orElseThrow();
    }
    var number = new BigInteger(scalar.text());
    return type == Integer.class || type == int.class
        ? (Object) number.intValueExact()
        : (Object) number.longValueExact();
  }

  private static Object construct(
      Class<? extends Record> type,
      RecordComponent[] components,
      @Nullable Object[] arguments,
      Mapping map,
      String path) {
    try {
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw refusal(e.getCause(), map, path);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every record has a canonical constructor: " + type, e);
    }
  }

  private static Source place(Node value, int item) {
    return value instanceof Sequence list && item >= 0 && item < list.items().size()
        ? list.items().get(item).source()
        : value.source();
  }

  private static RuntimeException refusal(@Nullable Throwable cause, Mapping map, String path) {
    if (cause instanceof InvalidFieldException invalid) {
      var place =
          map.entries().values().stream()
              .filter(e -> Field.isSame(e.key(), invalid.field()))
              .findFirst()
              .map(e -> place(e.value(), invalid.item()))
              .orElse(map.source());
      return new ProblemException(
          Problem.at(
                  place,
                  ProblemCode.FIELD_INVALID,
                  String.valueOf(invalid.getMessage()),
                  invalid.mend())
              .withPath(ShapeCheck.join(path, invalid.field())));
    }
    if (cause instanceof IllegalArgumentException other) {
      return new ProblemException(
          Problem.at(
                  map.source(), ProblemCode.FIELD_INVALID, String.valueOf(other.getMessage()), "")
              .withPath(path));
    }
    return cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
  }
}
