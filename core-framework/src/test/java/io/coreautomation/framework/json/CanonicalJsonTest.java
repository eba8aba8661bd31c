package io.coreautomation.framework.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  @Test
  void keys_are_sorted_by_utf_16_and_text_is_escaped_as_rfc_8785_says() {
    // The sample of RFC 8785, 3.2.3, sorts by code units: the emoji's surrogate before U+FB33.
    var tree =
        Json.parse(
            """
            {"\\u20ac":"Euro","\\r":"CR","\\ufb33":"Dalet","1":"One","\\ud83d\\ude00":"Emoji",\
            "\\u0080":"Control","\\u00f6":"o"}\
            """);

    assertThat(CanonicalJson.text(tree))
        .isEqualTo(
            "{\"\\r\":\"CR\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"o\","
                + "\"\u20ac\":\"Euro\",\"\ud83d\ude00\":\"Emoji\",\"\ufb33\":\"Dalet\"}");
    assertThat(CanonicalJson.text(TextNode.valueOf("\"\\/\b\f\n\t\u0007\u007f")))
        .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\t\\u0007\u007f\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "9007199254740993", "-9007199254740993", "1e400"})
  void a_number_that_has_no_one_spelling_is_refused(String number) {
    assertThatThrownBy(() -> CanonicalJson.text(Json.parse(number)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not an integer within ±2^53: ");
  }

  @Test
  void a_digest_is_over_the_canonical_form() {
    assertThat(Digest.of(Json.parse("{\"b\":1,\"a\":2}")))
        .isEqualTo(Digest.of(Json.parse("{ \"a\":2, \"b\":1 }")))
        .isEqualTo(Digest.of("{\"a\":2,\"b\":1}"));
    assertThat(Digest.parse(Digest.of("x").toString())).isEqualTo(Digest.of("x"));
    assertThatThrownBy(() -> Digest.parse("md5-1"))
        .hasMessage("a digest begins with 'sha256-': 'md5-1'");
  }

  @Property(tries = 300)
  void the_canonical_form_is_a_fixed_point(@ForAll("trees") JsonNode tree) {
    var canonical = CanonicalJson.text(tree);

    assertThat(CanonicalJson.text(Json.parse(canonical))).isEqualTo(canonical);
  }

  @Provide
  Arbitrary<JsonNode> trees() {
    Arbitrary<JsonNode> leaves =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8).map(TextNode::valueOf),
            Arbitraries.longs().between(-(1L << 53), 1L << 53).map(LongNode::valueOf),
            Arbitraries.of(true, false).map(BooleanNode::valueOf),
            Arbitraries.just(NullNode.instance));
    return Arbitraries.recursive(
        () -> leaves,
        inner ->
            Arbitraries.oneOf(
                inner
                    .list()
                    .ofMaxSize(4)
                    .map(items -> JsonNodeFactory.instance.arrayNode().addAll(items)),
                Arbitraries.maps(Arbitraries.strings().ofMaxLength(4), inner)
                    .ofMaxSize(4)
                    .map(
                        fields -> {
                          var object = JsonNodeFactory.instance.objectNode();
                          fields.forEach(object::set);
                          return object;
                        })),
        3);
  }
}
