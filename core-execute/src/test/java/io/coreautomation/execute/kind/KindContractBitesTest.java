package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A law that a kind breaks is a test of its author that fails. */
class KindContractBitesTest {
  private static final String BUCKET =
      "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: marks}}}";

  /** A law of the contract, as an author's test class has it. */
  private interface Law extends BiConsumer<KindContract, KindCase> {}

  /** A kind, and the law that it breaks. */
  record Case(String mistake, ActionHandler<?> kind, Law law) {
    @Override
    public String toString() {
      return mistake;
    }
  }

  static Stream<Case> mistakes() {
    return Stream.of(
        new Case("it works twice", new BrokenKinds.Doubling(), REPEATED),
        new Case("it loses its work", new BrokenKinds.Losing(), REPEATED),
        new Case("it is not harmless", new BrokenKinds.Belittling(), HARMLESS),
        new Case("it works while it looks", new BrokenKinds.Meddling(), PREVIEWED),
        new Case("it does otherwise than planned", new BrokenKinds.Mistaken(), PLANNED),
        new Case("it knows what it cannot know", new BrokenKinds.Knowing(), LACKING),
        new Case("it denies what it has changed", new BrokenKinds.Denying(), CHANGED),
        new Case("it describes what is not handed on", new BrokenKinds.Promising(), HANDED_ON),
        new Case("it hands on what is not described", new BrokenKinds.Talkative(), HANDED_ON),
        new Case("it is taken back otherwise", new BrokenKinds.Reversible(), TAKEN_BACK),
        new Case("it goes on only if looked at", new BrokenKinds.Lingering(), LEFT_ALONE),
        new Case("it has made nothing", new BrokenKinds.Boasting(), CREATED),
        new Case("it takes away what it has not made", new BrokenKinds.Reckless(), GONE),
        new Case("it begins when called off", new BrokenKinds.Deaf(), CALLED_OFF),
        new Case("it never ends", new BrokenKinds.Restless(), ENDED),
        new Case("it conceals a permission", new BrokenKinds.Silent(), PERMITTED),
        new Case("it asks for a permission too many", new BrokenKinds.Greedy(), PERMITTED),
        new Case("its example is wrong", new BrokenKinds.Misleading(), EXAMPLE));
  }

  private static final Law REPEATED =
      KindCrashContract
          ::a_crash_a_throttle_or_a_lost_answer_at_any_call_neither_loses_nor_doubles_its_effect;
  private static final Law HARMLESS = KindCrashContract::what_is_called_harmless_changes_nothing;
  private static final Law PREVIEWED =
      KindPreviewContract::a_preview_and_its_removal_leave_the_world_as_it_was;
  private static final Law PLANNED =
      KindPreviewContract::carried_out_by_its_plan_it_ends_as_it_would_without_one;
  private static final Law LACKING =
      KindPreviewContract::what_nobody_knows_yet_is_done_without_and_named;
  private static final Law CHANGED =
      KindEndContract::what_it_says_to_have_changed_has_changed_and_nothing_else_has;
  private static final Law HANDED_ON =
      (contract, given) -> contract.it_hands_on_what_it_describes(given.handler());
  private static final Law TAKEN_BACK =
      (contract, given) -> contract.it_is_taken_back_as_it_describes(given.handler());
  private static final Law LEFT_ALONE =
      KindStartContract::what_is_left_alone_ends_as_if_it_had_been_waited_for;
  private static final Law CREATED =
      KindEndContract::what_it_says_to_have_created_was_not_there_before;
  private static final Law GONE =
      KindEndContract::taken_back_what_it_has_created_is_gone_and_what_it_has_not_touched_stays;
  private static final Law CALLED_OFF =
      KindCancelContract::called_off_before_its_first_call_it_begins_nothing;
  private static final Law ENDED = KindCancelContract::called_off_at_any_moment_it_comes_to_an_end;
  private static final Law PERMITTED =
      (contract, given) ->
          contract.what_is_computed_for_it_is_enough_and_without_any_of_it_it_is_denied(
              given.handler());
  private static final Law EXAMPLE =
      (contract, given) ->
          contract.there_is_an_example_that_the_kind_and_its_schema_take(given.handler());

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_breaks_its_law(Case wrong) {
    var given = given(wrong.kind());
    KindContract contract = () -> Stream.of(given);

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> wrong.law().accept(contract, given));
  }

  /** Else the laws might break for another reason. */
  @Test
  void without_a_mistake_the_laws_hold() {
    var given = given(new BrokenKinds.Mark());
    KindContract contract = () -> Stream.of(given);

    mistakes()
        .map(Case::law)
        .filter(law -> law != HARMLESS)
        .forEach(law -> law.accept(contract, given));
  }

  static KindCase given(ActionHandler<?> kind) {
    return new KindCase(
        "a bucket",
        kind,
        world -> {
          world.stack(BUCKET);
          world
              .look(S3Client.class)
              .putObject(r -> r.bucket("marks").key("readme"), RequestBody.fromString("Marks."));
        },
        world -> KindCase.json("{\"bucketName\": \"marks\"}"));
  }
}
