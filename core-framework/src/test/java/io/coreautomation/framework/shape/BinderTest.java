package io.coreautomation.framework.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinderTest {
  enum Size {
    SMALL,
    VERY_LARGE
  }

  record Inner(String name, @Nullable Integer count) {
    Inner {
      if (name.equals("bad")) {
        throw new InvalidFieldException("name", "'bad' is no name", "Use another.");
      }
    }
  }

  @Doc("Something.")
  record Outer(
      @Doc("who it is") String name,
      @Alias("howLong") @Nullable Duration length,
      @Nullable Size size,
      List<String> tags,
      Map<String, Inner> inner,
      boolean loud,
      @Nullable JsonNode any) {}

  private static Node yaml(String text) {
    return new DocumentReader().read("o.yaml", text, Dialect.PACKAGE);
  }

  private static List<String> problems(String text) {
    var problems = new Problems();
    assertThat(new Binder(problems).bind(Outer.class, yaml(text), "")).isEmpty();
    return problems.sorted().stream().map(Problem::text).toList();
  }

  @Test
  void a_record_is_made_of_any_spelling_with_defaults_for_what_is_left_out() {
    var outer =
        Binder.bindOrThrow(
            Outer.class,
            yaml(
                """
                Name: 012
                how_long: 90s
                size: very_large
                tags: one
                inner: {A: {name: x, count: "3"}}
                any: {b: [x]}
                """));

    assertThat(outer)
        .isEqualTo(
            new Outer(
                "012",
                Duration.ofSeconds(90),
                Size.VERY_LARGE,
                List.of("one"),
                Map.of("A", new Inner("x", 3)),
                false,
                Json.parse("{\"b\":[\"x\"]}")));
    assertThat(Binder.bindOrThrow(Outer.class, yaml("name: x")))
        .isEqualTo(new Outer("x", null, null, List.of(), Map.of(), false, null));
  }

  @Test
  void all_errors_are_reported_at_once_each_with_its_place() {
    assertThat(
            problems(
                """
                nmae: x
                length: soon
                howLong: 1s
                size: larg
                tags: [a, {b: c}]
                inner: {A: {name: x, count: many}}
                loud: yes
                """))
        .containsExactly(
            "o.yaml:1:1: there is no field 'nmae' here. Did you mean 'name'?",
            "o.yaml:1:1: the field 'name' is missing. Add 'name': who it is.",
            "o.yaml:2:9: 'length' is 'soon', not a length of time such as 90s, 15m or 2h. Write a"
                + " length of time such as 90s, 15m or 2h.",
            "o.yaml:3:1: 'howLong' and 'length' are one field, given twice. Remove one of the"
                + " two.",
            "o.yaml:4:7: 'size' is 'larg', not one of small, veryLarge. Known are: small,"
                + " veryLarge.",
            "o.yaml:5:11: 'tags[1]' is a map, not text. Write text.",
            "o.yaml:6:29: 'count' is 'many', not a whole number. Write a whole number.",
            "o.yaml:7:7: 'loud' is 'yes', not true or false. Write true or false.");
  }

  @Test
  void what_a_constructor_refuses_stands_at_the_field_it_names() {
    var problems = new Problems();
    new Binder(problems).bind(Outer.class, yaml("name: x\ninner:\n  A: {name: bad}\n"), "");

    assertThat(problems.sorted())
        .containsExactly(
            new Problem(
                io.coreautomation.framework.problem.ProblemCode.FIELD_INVALID,
                "'bad' is no name",
                "Use another.",
                new Source("o.yaml", 3, 13),
                "inner.A.name"));
  }

  @Test
  void braces_that_yaml_reads_as_a_map_get_a_hint_of_their_own() {
    assertThat(problems("name: { x }"))
        .containsExactly(
            "o.yaml:1:7: 'name' is a map, not text. Put it in quotes: YAML reads a bare {{ … }} as"
                + " a map.");
  }

  @Test
  void bind_or_throw_throws_all_of_them() {
    assertThatThrownBy(() -> Binder.bindOrThrow(Outer.class, yaml("[1]")))
        .hasMessage("o.yaml:1:1: this is a list, not a map. Write a map.");
  }

  @Test
  void open_scalars_pass_as_anything() {
    var problems = new Problems();
    new ShapeCheck(problems, scalar -> scalar.text().startsWith("$"))
        .check(Shapes.of(Outer.class), yaml("{name: x, length: $l, inner: $i, size: $s}"), "");

    assertThat(problems.sorted()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S",
    "15m, PT15M",
    "2h, PT2H",
    "1d, PT24H",
    "PT5S, PT5S",
    "-PT5S,",
    "5,",
    "5 m,"
  })
  void lengths_of_time_are_read_as_people_write_them(String text, @Nullable Duration expected) {
    assertThat(Durations.parse(text).orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"PT0.45S, 450 ms", "PT6.1S, 6.1 s", "PT2M10S, 2m 10s", "PT62M, 1h 02m"})
  void lengths_of_time_are_written_as_people_read_them(Duration duration, String text) {
    assertThat(Durations.text(duration)).isEqualTo(text);
  }

  @Test
  void a_schema_says_what_the_shape_says() {
    assertThat(JsonSchema.document("https://x/outer", Shapes.of(Outer.class)).toString())
        .isEqualTo(
            """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://x/outer",\
            "type":"object","description":"Something.","properties":{\
            "name":{"type":["string","number","boolean"],"description":"who it is"},\
            "length":{"type":"string","pattern":"^([0-9]+[smhd]|P.+)$"},\
            "size":{"enum":["small","veryLarge"]},\
            "tags":{"anyOf":[{"type":"array","items":{"type":["string","number","boolean"]}},\
            {"type":["string","number","boolean"]}]},\
            "inner":{"type":"object","additionalProperties":{"type":"object","properties":{\
            "name":{"type":["string","number","boolean"]},"count":{"type":"integer"}},\
            "required":["name"],"additionalProperties":false}},\
            "loud":{"type":"boolean"},"any":{}},\
            "required":["name"],"additionalProperties":false}\
            """);
  }

  @Property(tries = 500)
  void the_binder_reports_problems_and_throws_nothing_whatever_the_document(
      @ForAll("documents") Node document) {
    var problems = new Problems();

    var bound = new Binder(problems).bind(Outer.class, document, "");

    assertThat(bound.isPresent()).isEqualTo(problems.isEmpty());
  }

  @Provide
  Arbitrary<Node> documents() {
    var here = new Source("any.yaml", 1, 1);
    Arbitrary<Node> scalars =
        Arbitraries.of("", "x", "bad", "90s", "3", "-0", "99999999999", "true", "small", "null")
            .map(
                text ->
                    switch (text) {
                      case "null" -> new Node.Scalar(null, text, here);
                      case "true" -> new Node.Scalar(true, text, here);
                      case "3" -> new Node.Scalar(3L, text, here);
                      default -> Node.Scalar.text(text, here);
                    });
    var keys =
        Arbitraries.of(
            "name",
            "Name",
            "length",
            "how_long",
            "size",
            "tags",
            "inner",
            "loud",
            "any",
            "count",
            "x",
            "");
    return Arbitraries.recursive(
        () -> scalars,
        inner ->
            Arbitraries.oneOf(
                inner,
                inner.list().ofMaxSize(3).map(items -> new Node.Sequence(items, here)),
                Arbitraries.maps(keys, inner)
                    .ofMaxSize(5)
                    .map(
                        values -> {
                          var entries = new LinkedHashMap<String, Node.Entry>();
                          values.forEach(
                              (key, value) -> entries.put(key, new Node.Entry(key, here, value)));
                          return new Node.Mapping(entries, here);
                        })),
        3);
  }
}
