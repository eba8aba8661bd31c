package io.coreautomation.framework.shape;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a value may look like. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Shape.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Shape.Whole.class, name = "whole"),
  @JsonSubTypes.Type(value = Shape.Truth.class, name = "truth"),
  @JsonSubTypes.Type(value = Shape.Time.class, name = "duration"),
  @JsonSubTypes.Type(value = Shape.Choice.class, name = "choice"),
  @JsonSubTypes.Type(value = Shape.ListOf.class, name = "list"),
  @JsonSubTypes.Type(value = Shape.MapOf.class, name = "map"),
  @JsonSubTypes.Type(value = Shape.Fields.class, name = "fields"),
  @JsonSubTypes.Type(value = Shape.Anything.class, name = "anything")
})
public sealed interface Shape {
  /** A word for messages. */
  String describe();

  /** Text; a number or a truth value is read as it was spelled. */
  record Text() implements Shape {
    @Override
    public String describe() {
      return "text";
    }
  }

  /** An integer. */
  record Whole() implements Shape {
    @Override
    public String describe() {
      return "a whole number";
    }
  }

  /** True or false. */
  record Truth() implements Shape {
    @Override
    public String describe() {
      return "true or false";
    }
  }

  /** A length of time: {@code 90s}, {@code 15m}, {@code 2h}, {@code 1d}, or ISO 8601. */
  record Time() implements Shape {
    @Override
    public String describe() {
      return "a length of time such as 90s, 15m or 2h";
    }
  }

  /** One of some words. */
  record Choice(List<String> words) implements Shape {
    @Override
    public String describe() {
      return "one of " + String.join(", ", words);
    }
  }

  /** A list; where {@code single} is true, one element may stand without its list. */
  record ListOf(Shape items) implements Shape {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /** A map with any keys. */
  record MapOf(Shape values) implements Shape {
    @Override
    public String describe() {
      return "a map";
    }
  }

  /**
   * A record.
   *
   * @param shortForm the field whose value may stand for the whole, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Fields(String name, String doc, List<Field> fields, @Nullable String shortForm)
      implements Shape {
    public Fields(String name, String doc, List<Field> fields) {
      this(name, doc, fields, null);
    }

    @Override
    public String describe() {
      return "a map";
    }

    /** The field that a scalar in place of the record is the value of. */
    Optional<Field> shortField() {
      return Optional.ofNullable(shortForm).flatMap(this::named);
    }

    /** The field that a key names, in whichever spelling. */
    public Optional<Field> named(String key) {
      return fields.stream().filter(field -> field.isNamed(key)).findFirst();
    }
  }

  /** Whatever there is. */
  record Anything() implements Shape {
    @Override
    public String describe() {
      return "anything";
    }
  }
}
