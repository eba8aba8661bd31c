package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindCalls.Fault;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kind says that it would do, and that it then does just that. */
public interface KindPreviewContract extends KindSuite {
  @ParameterizedTest
  @MethodSource("cases")
  default void a_preview_and_its_removal_leave_the_world_as_it_was(KindCase given) {
    var trial = KindTrial.of(given);

    trial.plan();
    var first = trial.discard(false);
    var second = trial.discard(true);
    trial.world().pass(Duration.ofSeconds(20));

    assertThat(List.of(first, second)).hasOnlyElementsOfType(Progress.Done.class);
    assertThat(trial.seen()).isEqualTo(KindTrial.seenUntouched(given, trial.world().now()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  default void previewed_twice_by_two_runs_it_is_the_same_to_the_last_letter(KindCase given) {
    var first = KindTrial.of(given).preview();
    var trial = KindTrial.of(given);
    trial.plan();
    trial.discard(false);
    trial.world().pass(Duration.ofMinutes(1));

    var second = trial.preview();

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("cases")
  default void what_nobody_knows_yet_is_done_without_and_named(KindCase given) {
    var unknown = "actions.network.outputs.VpcId";
    var trial = KindTrial.of(given);
    trial.world().lack(unknown);

    var preview = trial.plan().preview();
    trial.discard(false);
    trial.world().pass(Duration.ofSeconds(20));

    if (!given.handler().describe().permissions().isEmpty()) {
      assertThat(preview.needs()).containsExactly(unknown); // else it did not look with them
    }
    assertThat(trial.seen()).isEqualTo(KindTrial.seenUntouched(given, trial.world().now()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  default void carried_out_by_its_plan_it_ends_as_it_would_without_one(KindCase given) {
    var straight = KindTrial.of(given);
    var wanted = (Progress.Done) straight.drive();
    var trial = KindTrial.of(given);
    var previewed = trial.plan();
    assertThat(trial.verify()).isInstanceOf(Progress.Done.class);

    var end = trial.drive();

    assertThat(end).isInstanceOf(Progress.Done.class);
    // Their values hold the ids of stacks.
    assertThat(((Progress.Done) end).outputs()).containsOnlyKeys(wanted.outputs().keySet());
    assertThat(((Progress.Done) end).change()).isEqualTo(previewed.preview().change());
    assertThat(trial.seen()).isEqualTo(straight.seen());
  }

  @ParameterizedTest
  @MethodSource("cases")
  default void what_it_leaves_alone_as_others_have_it_its_preview_refuses_too(KindCase given) {
    var end = KindTrial.of(given).ofAnother().drive();

    var looked = KindTrial.of(given).ofAnother().look();

    assertThat(looked)
        .isInstanceOf(
            end instanceof Progress.Failed ? Progress.Failed.class : Progress.Previewed.class);
  }

  /** Within a factor of three, and a second look at the same not counted. */
  @ParameterizedTest
  @MethodSource("cases")
  default void it_makes_about_as_many_calls_as_it_has_told(KindCase given) {
    var trial = KindTrial.of(given);
    var preview = trial.plan().preview();
    var before = trial.calls().requests().size();

    trial.drive();

    var requests = trial.calls().requests();
    var made = KindCalls.withoutRepetition(requests.subList(before, requests.size())).size();
    assertThat(preview.calls()).isLessThanOrEqualTo(3 * made);
    if (preview.change() != Change.NO_CHANGE) {
      assertThat(made).isLessThanOrEqualTo(3 * preview.calls());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  default void a_crash_a_throttle_or_a_lost_answer_at_any_call_changes_nothing_of_what_it_finds(
      KindCase given) {
    var undisturbed = KindTrial.of(given);
    var wanted = undisturbed.preview();
    var calls = undisturbed.calls().names();

    for (var fault : Fault.values()) {
      for (int call = 0; call < calls.size(); call++) {
        var trial = KindTrial.of(given);
        trial.calls().failAt(call, fault);

        var found = trial.preview();

        var where = fault + " at call " + call + " of " + calls;
        assertThat(found).as(where).isEqualTo(wanted);
        assertThat(trial.seen()).as(where).isEqualTo(undisturbed.seen());
      }
    }
  }
}
