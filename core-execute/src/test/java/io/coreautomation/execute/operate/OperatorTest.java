package io.coreautomation.execute.operate;

import static io.coreautomation.execute.operate.OperatedRun.NOW;
import static io.coreautomation.execute.operate.OperatedRun.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.lock.Claimant;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.lock.Locks;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.ActionStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorTest {
  private static final String DNS = "dns/111122223333/eu-west-1";
  private static final RunId OTHER = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09f");

  @Test
  void what_is_asked_becomes_a_command_that_says_who_and_why_and_is_brought_to_the_run() {
    var run = new OperatedRun("DEPLOY_IN_PROGRESS");
    var answer = run.operator().request(Wish.of(RUN, Verb.CANCEL, "wrong account", "local:bob"));

    assertThat(answer.text()).isEqualTo("asked to cancel run 7c41d09e");
    var command = answer.command();
    assertThat(run.commands.pending(RUN)).containsExactly(command);
    assertThat(command)
        .isEqualTo(
            new Command(
                RUN, command.id(), Verb.CANCEL, null, null, "wrong account", "local:bob", NOW));
    assertThat(run.delivered).containsExactly(RUN);
  }

  @Test
  void what_was_asked_already_is_not_asked_again_but_brought_again() {
    var run = new OperatedRun("DEPLOY_IN_PROGRESS");
    var first = run.operator().request(Wish.of(RUN, Verb.CANCEL, null, "local:bob"));
    var second = run.operator().request(Wish.of(RUN, Verb.CANCEL, "again", "local:ada"));

    assertThat(second.text()).isEqualTo("local:bob asked already to cancel run 7c41d09e");
    assertThat(second.command()).isEqualTo(first.command());
    assertThat(run.commands.pending(RUN)).hasSize(1);
    assertThat(run.delivered).containsExactly(RUN, RUN);
  }

  @Test
  void what_was_asked_before_the_contrary_is_asked_again() {
    var run = new OperatedRun("DEPLOY_IN_PROGRESS");
    run.commands.request(asked(Verb.RESUME, NOW.minusSeconds(2)));
    run.commands.request(asked(Verb.SUSPEND, NOW.minusSeconds(1)));

    var again = run.operator().request(Wish.of(RUN, Verb.RESUME, null, "local:bob"));

    assertThat(again.text()).isEqualTo("asked to resume run 7c41d09e");
    assertThat(run.commands.pending(RUN)).hasSize(3);
  }

  private static Command asked(Verb verb, Instant at) {
    return new Command(RUN, verb.name(), verb, null, null, null, "local:bob", at);
  }

  @Test
  void what_is_so_only_until_the_run_hears_the_contrary_is_asked() {
    var run = new OperatedRun("DEPLOY_SUSPENDED");
    run.operator().request(Wish.of(RUN, Verb.RESUME, null, "local:bob"));

    var held = run.operator().request(Wish.of(RUN, Verb.SUSPEND, null, "local:ada"));

    assertThat(held.text()).isEqualTo("asked to suspend run 7c41d09e");
    assertThat(run.commands.pending(RUN))
        .extracting(Command::verb)
        .containsExactlyInAnyOrder(Verb.RESUME, Verb.SUSPEND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      textBlock =
          """
          CANCEL  | DEPLOY_COMPLETE    | PENDING   | run 7c41d09e is at its end: DEPLOY_COMPLETE
          CANCEL  | COMPILE_FAILED     | PENDING   | run 7c41d09e is at its end: COMPILE_FAILED
          RESUME  | DEPLOY_CANCELLED   | PENDING   | run 7c41d09e is at its end: DEPLOY_CANCELLED
          SUSPEND | DEPLOY_SUSPENDED   | PENDING   | run 7c41d09e is suspended already
          SKIP    | DEPLOY_IN_PROGRESS | SKIPPED   | 'dns/111122223333/eu-west-1' is skipped already
          SETTLE  | DEPLOY_FAILED      | COMPLETE  | 'dns/111122223333/eu-west-1' is COMPLETE already
          """)
  void what_is_so_already_is_said_and_is_no_error(
      Verb verb, String status, ActionStatus action, String text) {
    var run = new OperatedRun(status, action);
    assertThat(run.operator().request(wish(verb, DNS))).isEqualTo(new Answer(null, text));
    assertThat(run.commands.pending(RUN)).isEmpty();
    assertThat(run.delivered).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      textBlock =
          """
          RETRY  | DEPLOY_FAILED      | FAILED    | asked to retry dns/111122223333/eu-west-1 of run 7c41d09e
          RETRY  | DEPLOY_IN_PROGRESS | CANCELLED | asked to retry dns/111122223333/eu-west-1 of run 7c41d09e
          SKIP   | DEPLOY_IN_PROGRESS | PENDING   | asked to skip dns/111122223333/eu-west-1 of run 7c41d09e
          SKIP   | DEPLOY_FAILED      | FAILED    | asked to skip dns/111122223333/eu-west-1 of run 7c41d09e
          SETTLE | DEPLOY_FAILED      | UNKNOWN   | asked to settle dns/111122223333/eu-west-1 of run 7c41d09e as complete
          """)
  void what_makes_sense_is_asked(Verb verb, String status, ActionStatus action, String text) {
    var run = new OperatedRun(status, action);
    assertThat(run.operator().request(wish(verb, DNS)).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      textBlock =
          """
          SUSPEND | DEPLOY_FAILED      | FAILED   | run 7c41d09e is at its end: DEPLOY_FAILED. There is nothing to suspend.
          RETRY   | DEPLOY_COMPLETE    | COMPLETE | run 7c41d09e is complete. There is nothing to retry.
          RETRY   | COMPILE_FAILED     | PENDING  | run 7c41d09e has no actions: it is COMPILE_FAILED. Mend its package and run it again.
          RETRY   | COMPILE_REQUESTED  | PENDING  | run 7c41d09e has no actions: it is COMPILE_REQUESTED. Wait until it is compiled.
          RETRY   | DEPLOY_IN_PROGRESS | RUNNING  | 'dns/111122223333/eu-west-1' is RUNNING: only what failed is retried. 'core show 7c41d09e' tells what failed.
          RETRY   | DEPLOY_FAILED      | UNKNOWN  | 'dns/111122223333/eu-west-1' is UNKNOWN: nobody knows what came of it. See what it did, then say so: core settle 7c41d09e --action dns/111122223333/eu-west-1 --as complete|failed.
          SKIP    | DEPLOY_IN_PROGRESS | RUNNING  | 'dns/111122223333/eu-west-1' is RUNNING: it is too late to skip it. Cancel the run to call off what is under way.
          SETTLE  | DEPLOY_IN_PROGRESS | RUNNING  | 'dns/111122223333/eu-west-1' is RUNNING, its outcome is no question. Only what is UNKNOWN is settled.
          """)
  void what_makes_no_sense_is_refused_before_anything_is_written(
      Verb verb, String status, ActionStatus action, String message) {
    var run = new OperatedRun(status, action);
    assertThatThrownBy(() -> run.operator().request(wish(verb, DNS)))
        .isInstanceOf(ProblemException.class)
        .hasMessage(message);
    assertThat(run.commands.pending(RUN)).isEmpty();
  }

  @Test
  void an_action_that_is_not_there_is_told_with_the_nearest_that_is() {
    var run = new OperatedRun("DEPLOY_IN_PROGRESS", ActionStatus.PENDING);
    assertThatThrownBy(() -> run.operator().request(wish(Verb.SKIP, "dsn/111122223333/eu-west-1")))
        .hasMessage(
            "run 7c41d09e has no action 'dsn/111122223333/eu-west-1'."
                + " Did you mean 'dns/111122223333/eu-west-1'?");
  }

  @Test
  void a_run_that_is_not_there_is_told() {
    var run = new OperatedRun("DEPLOY_IN_PROGRESS");
    assertThatThrownBy(() -> run.operator().request(Wish.of(OTHER, Verb.CANCEL, null, "local:ada")))
        .hasMessage("there is no run " + OTHER + ". List the runs there are: core runs.");
  }

  @Test
  void all_that_failed_is_retried_once_something_has() {
    var going = new OperatedRun("DEPLOY_IN_PROGRESS", ActionStatus.RUNNING);
    assertThatThrownBy(() -> going.operator().request(wish(Verb.RETRY, null)))
        .hasMessage("no action of run 7c41d09e has failed. Retry what has failed once it has.");

    var cancelled = new OperatedRun("DEPLOY_CANCELLED", ActionStatus.PENDING);
    assertThat(cancelled.operator().request(wish(Verb.RETRY, null)).text())
        .as("what was not started is carried out")
        .isEqualTo("asked to retry run 7c41d09e");
  }

  @Test
  void a_run_at_its_end_loses_its_locks_with_who_and_why_and_the_first_in_line_are_woken() {
    var run = new OperatedRun("DEPLOY_FAILED");
    var locks = new Locks(run.tables);
    var prn = Prn.parse("prn:web:shop:main");
    locks.acquire(List.of("name/a", "name/b"), new Claimant(RUN, prn, "local:ada", NOW));
    locks.waitFor("name/b", new Claimant(OTHER, prn, "local:ada", NOW));

    var released = run.operator().unlock(RUN, false, "it is dead", "local:bob");

    assertThat(released).extracting(Lock::name).containsExactly("name/a", "name/b");
    assertThat(locks.ofRun(RUN)).isEmpty();
    assertThat(run.delivered).containsExactly(OTHER);
    assertThat(run.events(Event.RUN_UNLOCKED))
        .containsExactly("local:bob released name/a, name/b: it is dead");
    assertThat(run.operator().unlock(RUN, false, null, "local:bob")).as("again").isEmpty();
    assertThat(run.events(Event.RUN_UNLOCKED)).hasSize(1);
  }

  @Test
  void a_run_that_is_not_at_its_end_keeps_its_locks_unless_forced() {
    var run = new OperatedRun("DEPLOY_IN_PROGRESS");
    var locks = new Locks(run.tables);
    locks.acquire(List.of("name/a"), new Claimant(RUN, Prn.parse("prn:web"), "local:ada", NOW));
    assertThatThrownBy(() -> run.operator().unlock(RUN, false, null, "local:bob"))
        .hasMessage(
            "run 7c41d09e is not at its end: it may change what it has locked."
                + " Cancel it first: core cancel 7c41d09e. --force takes the locks anyway.");
    assertThat(locks.ofRun(RUN)).hasSize(1);
    assertThat(run.operator().unlock(RUN, true, null, "local:bob")).hasSize(1);
  }

  private static Wish wish(Verb verb, @Nullable String action) {
    var ofRun = verb == Verb.CANCEL || verb == Verb.SUSPEND || verb == Verb.RESUME;
    return new Wish(
        RUN,
        verb,
        ofRun ? null : action,
        verb == Verb.SETTLE ? ActionEnd.COMPLETE : null,
        null,
        "local:ada");
  }
}
