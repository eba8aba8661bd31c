package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindCalls.Fault;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kind's declared {@link Repeatability} promises of a turn that dies or is slowed down. */
public interface KindCrashContract extends KindSuite {
  /** Longer than any client token is promised to live. */
  Duration DOWNTIME = Duration.ofHours(30);

  default Stream<KindCase> repeatable() {
    return cases().filter(c -> !(repeatability(c) instanceof Repeatability.Unrepeatable));
  }

  default Stream<KindCase> unrepeatable() {
    return cases().filter(c -> repeatability(c) instanceof Repeatability.Unrepeatable);
  }

  default Stream<KindCase> harmless() {
    return cases().filter(c -> repeatability(c) instanceof Repeatability.Harmless);
  }

  private static Repeatability repeatability(KindCase given) {
    return given.handler().describe().repeatability();
  }

  private static Supplier<KindTrial> straight(KindCase given) {
    return () -> KindTrial.of(given);
  }

  private static Supplier<KindTrial> planned(KindCase given) {
    return () -> {
      var trial = KindTrial.of(given);
      trial.plan();
      return trial;
    };
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("repeatable")
  default void a_crash_a_throttle_or_a_lost_answer_at_any_call_neither_loses_nor_doubles_its_effect(
      KindCase given) {
    for (var fault : Fault.values()) {
      endsAsUndisturbed(straight(given), trial -> {}, fault);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("repeatable")
  default void nor_does_it_of_what_a_plan_says(KindCase given) {
    for (var fault : Fault.values()) {
      endsAsUndisturbed(planned(given), trial -> {}, fault);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("repeatable")
  default void nor_does_it_if_nothing_goes_on_for_a_day(KindCase given) {
    endsAsUndisturbed(straight(given), trial -> trial.world().downFor(DOWNTIME), Fault.CRASH_AFTER);
  }

  private static void endsAsUndisturbed(
      Supplier<KindTrial> trials, Consumer<KindTrial> circumstances, Fault fault) {
    var undisturbed = trials.get();
    var wanted = undisturbed.drive();
    var calls = undisturbed.calls().names();
    assertThat(wanted).isInstanceOf(Progress.Done.class);

    for (int call = 0; call < calls.size(); call++) {
      var trial = trials.get();
      circumstances.accept(trial);
      trial.calls().failAt(call, fault);

      var end = trial.drive();

      var where = fault + " at call " + call + " of " + calls;
      assertThat(end).as(where).isInstanceOf(Progress.Done.class);
      assertThat(((Progress.Done) end).change()).as(where).isIn(changes((Progress.Done) wanted));
      assertThat(((Progress.Done) end).outputs())
          .as(where)
          .containsOnlyKeys(((Progress.Done) wanted).outputs().keySet());
      assertThat(trial.seen()).as(where).isEqualTo(undisturbed.seen());
    }
  }

  /** What is gone after a crash was deleted by us, or was never there: nobody can tell. */
  private static List<Change> changes(Progress.Done wanted) {
    return wanted.change() == Change.NO_CHANGE
        ? List.of(Change.NO_CHANGE, Change.DELETE)
        : List.of(wanted.change());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("unrepeatable")
  default void what_cannot_be_repeated_is_not_called_again_after_a_crash(KindCase given) {
    var untouched = KindTrial.of(given).seen();
    var undisturbed = KindTrial.of(given);
    assertThat(undisturbed.drive()).isInstanceOf(Progress.Done.class);
    var calls = undisturbed.calls().names();
    assertThat(undisturbed.seen()).isNotEqualTo(untouched);

    for (int call = 0; call < calls.size(); call++) {
      var before = KindTrial.of(given);
      before.calls().failAt(call, Fault.CRASH_BEFORE);
      var after = KindTrial.of(given);
      after.calls().failAt(call, Fault.CRASH_AFTER);

      var where = "at call " + call + " of " + calls;
      assertThat(List.of(before.drive(), after.drive()))
          .as(where)
          .containsOnly(new Progress.Failed(KindWorld.UNKNOWN));
      assertThat(before.seen()).as(where).isEqualTo(untouched);
      assertThat(after.seen()).as(where).isEqualTo(undisturbed.seen());
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("unrepeatable")
  default void what_cannot_be_repeated_is_done_once_where_it_was_slowed_down(KindCase given) {
    endsAsUndisturbed(straight(given), trial -> {}, Fault.THROTTLED);
    endsAsUndisturbed(planned(given), trial -> {}, Fault.THROTTLED);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("harmless")
  default void what_is_called_harmless_changes_nothing(KindCase given) {
    var trial = KindTrial.of(given);
    var before = trial.seen();

    trial.drive();

    assertThat(trial.seen()).isEqualTo(before);
  }
}
