package io.coreautomation.framework.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownErrorsTest {
  private static final KnownErrors SHIPPED = KnownErrors.shipped();

  @Test
  void sixty_and_more_are_known_each_by_a_name_of_its_own() {
    assertThat(SHIPPED.errors())
        .hasSizeGreaterThanOrEqualTo(60)
        .extracting(KnownError::id)
        .doesNotHaveDuplicates();
  }

  static Stream<KnownError> shipped() {
    return SHIPPED.errors().stream();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void each_is_found_by_its_sample_before_any_other(KnownError error) {
    assertThat(SHIPPED.find(error.sample())).as(error.id()).contains(error);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void each_says_whole_sentences_and_names_a_page_of_aws(KnownError error) {
    assertThat(error.id()).matches("[a-z0-9]+(-[a-z0-9]+)+");
    assertThat(error.cause()).matches("(?s)[A-Z].*[.]");
    assertThat(error.mend()).matches("(?s)['A-Z].*[.]");
    assertThat(error.source().title()).isNotBlank();
    assertThat(error.source().link()).matches("https://docs\\.aws\\.amazon\\.com/\\S+\\.html");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void none_is_found_by_what_matches_everything(KnownError error) {
    assertThat(error.says("")).isFalse();
    assertThat(error.says("the build shop:1 has FAILED in its phase BUILD")).isFalse();
  }

  @Test
  void a_message_that_is_not_met_often_is_none_of_them() {
    assertThat(SHIPPED.find("HTTP::Probe got status 503, expected 200")).isEmpty();
  }

  @Test
  void the_case_of_a_message_does_not_matter() {
    assertThat(SHIPPED.find("RATE EXCEEDED")).map(KnownError::id).contains("aws-throttled");
  }

  @Test
  void who_asks_is_told_all_but_how_an_error_is_recognised() {
    assertThat(Json.objectOf(SHIPPED.errors().getFirst()).properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactly("id", "cause", "mend", "source");
  }

  @Test
  void an_expression_that_is_none_is_refused() {
    var page = new KnownError.Page("a page", "https://docs.aws.amazon.com/a.html");

    assertThatThrownBy(() -> new KnownError("a-b", "(", "(", "Because.", "Mend it.", page))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessage("'(' is no regular expression");
  }
}
