package io.coreautomation.framework.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.problem.Source;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
  private final DocumentReader reader = new DocumentReader();

  private Node yaml(String text) {
    return reader.read("a.yaml", text, Dialect.PACKAGE);
  }

  private static String json(Node node) {
    return Nodes.json(node).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          yes              | "yes"
          2012-10-17       | "2012-10-17"
          012345670123     | "012345670123"
          0o17             | "0o17"
          1_000            | "1_000"
          123456789012     | 123456789012
          true             | true
          null             | null
          ~                | "~"
          1.50             | "1.50"
          9007199254740993 | "9007199254740993"
          99999999999999999999 | "99999999999999999999"
          "12"             | "12"
          'true'           | "true"
          """)
  void scalars_are_what_json_would_make_of_them(String yaml, String json) {
    assertThat(json(yaml("x: " + yaml))).isEqualTo("{\"x\":" + json + "}");
  }

  @Test
  void every_part_knows_where_it_begins() {
    var list = (Node.Sequence) yaml("- a: 1\n  b: [x,\n   y]\n");
    var map = (Mapping) list.items().getFirst();

    assertThat(map.source()).isEqualTo(new Source("a.yaml", 1, 3));
    assertThat(map.entries().get("b").keySource()).isEqualTo(new Source("a.yaml", 2, 3));
    assertThat(((Node.Sequence) map.get("b").orElseThrow()).items().get(1).source())
        .isEqualTo(new Source("a.yaml", 3, 4));
  }

  @Test
  void json_is_read_with_positions_too() {
    var map = (Mapping) reader.read("a.json", "{\n  \"a\": [1, 2.50]}", Dialect.PACKAGE);

    assertThat(map.entries().get("a").keySource()).isEqualTo(new Source("a.json", 2, 3));
    assertThat(json(map)).isEqualTo("{\"a\":[1,\"2.50\"]}");
  }

  @Test
  void anchors_and_merge_keys_are_followed_and_own_keys_win() {
    assertThat(json(yaml("a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}\n")))
        .isEqualTo("{\"a\":{\"k\":1,\"l\":2},\"b\":{\"l\":3,\"k\":1}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          !Ref A             | {"Ref":"A"}
          !GetAtt A.Arn      | {"Fn::GetAtt":["A","Arn"]}
          !GetAtt A.B.C      | {"Fn::GetAtt":["A","B.C"]}
          !Sub ${A}          | {"Fn::Sub":"${A}"}
          !Join [a, [b, !Ref C]] | {"Fn::Join":["a",["b",{"Ref":"C"}]]}
          !If [C, 1, !Ref AWS::NoValue] | {"Fn::If":["C",1,{"Ref":"AWS::NoValue"}]}
          !Ref 012           | {"Ref":"012"}
          """)
  void short_tags_of_templates_become_their_long_form(String yaml, String json) {
    assertThat(json(reader.read("t.yaml", "x: " + yaml, Dialect.CLOUDFORMATION)))
        .isEqualTo("{\"x\":" + json + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 1, a: 2}  | a.yaml:1:8: the key 'a' stands twice, first in line 1. Remove one of the two.
          a: !Ref b     | a.yaml:1:4: the tag '!Ref' has no meaning here. Remove it; tags belong into templates.
          a: [          | a.yaml:1:5: it is not YAML: expected the node content, but found '<stream end>'. Mend it there; look at the indentation and quotes of the line before, too.
          a: {{ b }}    | a.yaml:1:5: a key is a list or a map. If this was meant as {{ … }}, put it in quotes: YAML reads two bare braces as maps.
          <<: 3         | a.yaml:1:5: '<<' merges maps, not 3. Refer to a map: <<: *name.
          """)
  void what_is_no_document_of_ours_is_refused_with_its_place(String yaml, String problem) {
    assertThatThrownBy(() -> yaml(yaml)).hasMessage(problem);
  }

  @Test
  void a_function_that_cloudformation_does_not_have_is_refused_with_the_nearest() {
    assertThatThrownBy(() -> reader.read("t.yaml", "a: !Joni [x]", Dialect.CLOUDFORMATION))
        .hasMessage("t.yaml:1:4: CloudFormation has no function '!Joni'. Did you mean '!Join'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment\n"})
  void an_empty_document_is_refused(String text) {
    assertThatThrownBy(() -> yaml(text))
        .hasMessage("a.yaml: the document is empty. Write something into it.");
  }

  @Test
  void json_with_errors_is_refused_with_its_place() {
    assertThatThrownBy(() -> reader.read("a.json", "{\"a\":1,\n \"a\":2}", Dialect.PACKAGE))
        .hasMessage(
            "a.json:2:2: the key 'a' stands twice, first in line 1. Remove one of the two.");
    assertThatThrownBy(() -> reader.read("a.json", "[1] 2", Dialect.PACKAGE))
        .hasMessage(
            "a.json:1:5: there is more after the end of the document. Keep one document in a"
                + " file.");
    assertThatThrownBy(() -> reader.read("a.json", "", Dialect.PACKAGE))
        .hasMessage("a.json: the document is empty. Write something into it.");
  }

  @Test
  void limits_hold_for_what_aliases_blow_up_for_depth_for_size_and_for_encoding() {
    var small = new DocumentReader(new Limits(1_000, 50, 5, 10));

    assertThatThrownBy(
            () ->
                small.read(
                    "a.yaml",
                    "a: &a [1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n",
                    Dialect.PACKAGE))
        .hasMessage(
            "a.yaml: it has more than 50 parts once its aliases are followed. Split it, or use"
                + " fewer aliases.");
    assertThatThrownBy(() -> small.read("a.json", "[[[[[[[]]]]]]]", Dialect.PACKAGE))
        .hasMessage("a.json:1:7: it is nested deeper than 5 levels. Flatten it.");
    assertThatThrownBy(() -> small.read("a.yaml", "x".repeat(1_001), Dialect.PACKAGE))
        .hasMessage("a.yaml: it has 1001 characters, over the limit of 1000. Split it.");
    assertThatThrownBy(() -> small.read("a.yaml", new byte[] {(byte) 0xc3, 0x28}, Dialect.PACKAGE))
        .hasMessage("a.yaml: it is not UTF-8 text. Save it as UTF-8.");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_text() {
    assertThat(
            json(
                reader.read(
                    "a.yaml", "\uFEFFa: 1".getBytes(StandardCharsets.UTF_8), Dialect.PACKAGE)))
        .isEqualTo("{\"a\":1}");
  }
}
