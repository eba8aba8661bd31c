package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.JsonSchema;
import io.coreautomation.framework.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be written as the params of a kind, and what is refused before it calls anybody. */
public interface KindParamsContract extends KindSuite {
  /** Where a test writes what it refuses. */
  Source ELSEWHERE = new Source("deployspec.yaml", 40, 7);

  /** Each field of each kind, with something that is not of its type. */
  default Stream<Arguments> wrongs() {
    return kinds()
        .flatMap(
            kind ->
                kind.describe().shape().fields().stream()
                    .flatMap(
                        field ->
                            wrong(field.shape()).stream()
                                .map(wrong -> Arguments.of(kind, field, wrong))));
  }

  /** Something that a shape is not; nothing where it may be anything. */
  private static Optional<JsonNode> wrong(Shape shape) {
    return switch (shape) {
      case Shape.Text _ -> Optional.of(Json.object());
      case Shape.Whole _, Shape.Truth _, Shape.Time _, Shape.Choice _, Shape.MapOf _ ->
          Optional.of(Json.parse("\"not this\""));
      case Shape.ListOf list ->
          wrong(list.items()).map(item -> Json.object().arrayNode().add(item));
      case Shape.Fields fields ->
          Optional.of(Json.parse(fields.shortForm() == null ? "\"not this\"" : "[]"));
      case Shape.Anything _ -> Optional.empty();
    };
  }

  @ParameterizedTest
  @MethodSource("kinds")
  default void their_schema_names_and_explains_each_field(ActionHandler<?> kind) {
    var shape = kind.describe().shape();

    var schema = JsonSchema.of(shape);

    assertThat(schema.path("additionalProperties").booleanValue()).isFalse();
    shape.fields().forEach(f -> assertThat(schema.path("properties").has(f.name())).isTrue());
    shape.fields().forEach(f -> assertThat(f.doc()).as("the words of " + f.name()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  default void there_is_an_example_that_the_kind_and_its_schema_take(ActionHandler<?> kind) {
    var example = example(kind);

    assertThat(mismatches(kind, Nodes.json(example))).isEmpty();
    assertThat(kind.describe().bindOrThrow(example)).isInstanceOf(kind.describe().params());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  default void the_schema_refuses_the_example_with_a_field_more(ActionHandler<?> kind) {
    var mutated = ((ObjectNode) Nodes.json(example(kind))).put("wrong", 1);

    assertThat(mismatches(kind, mutated)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  default void the_schema_refuses_the_example_without_a_field_that_it_needs(ActionHandler<?> kind) {
    var required = kind.describe().shape().fields().stream().filter(Field::required).toList();
    for (var field : required) {
      var mutated = (ObjectNode) Nodes.json(example(kind));
      assertThat(mutated.remove(field.name())).as(field.name()).isNotNull();

      assertThat(mismatches(kind, mutated)).as(field.name()).hasSize(1);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("wrongs")
  default void the_schema_refuses_the_example_with_a_field_of_another_type(
      ActionHandler<?> kind, Field field, JsonNode wrong) {
    var mutated = (ObjectNode) Nodes.json(example(kind));

    mutated.set(field.name(), wrong);

    assertThat(mismatches(kind, mutated)).isNotEmpty();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("wrongs")
  default void a_field_of_another_type_is_refused_with_its_path_and_place(
      ActionHandler<?> kind, Field field, JsonNode wrong) {
    var entries = new LinkedHashMap<>(example(kind).entries());
    entries.put(field.name(), new Node.Entry(field.name(), ELSEWHERE, Nodes.of(wrong, ELSEWHERE)));
    var params = new Node.Mapping(entries, ELSEWHERE);

    assertThatThrownBy(() -> kind.describe().bindOrThrow(params))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.path()).startsWith(field.name()))
                    .extracting(Problem::source)
                    .isEqualTo(ELSEWHERE));
  }

  @ParameterizedTest
  @MethodSource("cases")
  default void a_field_that_it_does_not_know_is_refused_with_its_place_before_any_call(
      KindCase given) {
    var world = KindTrial.of(given).world();
    var params = given.params().apply(world).put("wrong", 1);

    assertThatThrownBy(() -> world.drive(given.handler(), params))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("deployspec.yaml:3:5: there is no field 'wrong' here.");
    assertThat(world.calls().names()).isEmpty();
  }

  private static Node.Mapping example(ActionHandler<?> kind) {
    var yaml = kind.describe().example();
    return yaml.isEmpty()
        ? new Node.Mapping(Map.of(), ELSEWHERE)
        : (Node.Mapping) new DocumentReader().read("deployspec.yaml", yaml, Dialect.PACKAGE);
  }

  private static List<String> mismatches(ActionHandler<?> kind, JsonNode params) {
    var schema = JsonSchema.document("urn:test", kind.describe().shape());
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(schema)
        .validate(params)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
