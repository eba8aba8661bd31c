package io.coreautomation.db.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e");
  private static final RunId OTHER = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09f");
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private final Commands commands = new Commands(new InMemoryTables());

  @Test
  void commands_wait_in_the_order_of_time_and_id() {
    var late = command("a", Verb.RESUME, 2);
    var second = command("c", Verb.SUSPEND, 1);
    var first = command("b", Verb.CANCEL, 1);
    assertThat(commands.request(late)).isTrue();
    assertThat(commands.request(second)).isTrue();
    assertThat(commands.request(first)).isTrue();
    assertThat(commands.pending(RUN)).containsExactly(first, second, late);
    assertThat(commands.pending(OTHER)).isEmpty();
  }

  @Test
  void every_field_of_a_command_is_kept() {
    var settle =
        new Command(
            RUN,
            "one",
            Verb.SETTLE,
            "mail/111122223333/eu-west-1",
            ActionEnd.FAILED,
            "seen in the log",
            "local:ada",
            TIME);
    commands.request(settle);
    assertThat(commands.pending(RUN)).containsExactly(settle);
  }

  @Test
  void a_command_requested_again_later_is_the_first_one() {
    var first = command("one", Verb.CANCEL, 1);
    commands.request(first);
    assertThat(commands.request(command("one", Verb.CANCEL, 9))).isFalse();
    assertThat(commands.pending(RUN)).containsExactly(first);
  }

  @Test
  void a_command_requested_again_after_it_was_applied_is_not_applied_twice() {
    var first = command("one", Verb.CANCEL, 1);
    commands.request(first);
    commands.applied(first, "cancelling 3 actions", TIME.plusSeconds(5));
    assertThat(commands.request(first)).isFalse();
    assertThat(commands.pending(RUN)).isEmpty();
  }

  @Test
  void an_applied_command_moves_to_the_history() {
    var first = command("one", Verb.SUSPEND, 1);
    var second = command("two", Verb.RESUME, 2);
    commands.request(first);
    commands.request(second);
    commands.applied(first, "suspended", TIME.plusSeconds(5));
    assertThat(commands.pending(RUN)).containsExactly(second);
    assertThat(commands.history(RUN))
        .containsExactly(new AppliedCommand(first, "suspended", TIME.plusSeconds(5)));
  }

  @Test
  void applying_again_after_a_crash_keeps_the_first_outcome() {
    var command = command("one", Verb.SUSPEND, 1);
    commands.request(command);
    commands.applied(command, "suspended", TIME.plusSeconds(5));
    commands.applied(command, "suspended already", TIME.plusSeconds(6));
    assertThat(commands.history(RUN))
        .containsExactly(new AppliedCommand(command, "suspended", TIME.plusSeconds(5)));
  }

  @Test
  void the_runs_that_have_commands_to_apply_are_told_who_waits_longest_first() {
    var ours = command("one", Verb.SUSPEND, 2);
    commands.request(ours);
    commands.request(command("two", Verb.RESUME, 3));
    commands.request(new Command(OTHER, "one", Verb.CANCEL, null, null, null, "local:ada", TIME));
    assertThat(commands.waiting(10, null).rows()).containsExactly(OTHER, RUN);
    var first = commands.waiting(2, null);
    assertThat(first.rows()).containsExactly(OTHER, RUN);
    assertThat(commands.waiting(2, first.next()).rows()).containsExactly(RUN);
    commands.applied(ours, "suspended", TIME.plusSeconds(5));
    assertThat(commands.waiting(10, null).rows()).containsExactly(OTHER, RUN);
    commands.applied(command("two", Verb.RESUME, 3), "resumed", TIME.plusSeconds(5));
    assertThat(commands.waiting(10, null).rows()).containsExactly(OTHER);
  }

  @Test
  void more_commands_than_a_page_holds_are_all_pending() {
    IntStream.range(0, 1001).forEach(i -> commands.request(command("c" + i, Verb.SUSPEND, i)));
    assertThat(commands.pending(RUN))
        .extracting(Command::id)
        .hasSize(1001)
        .startsWith("c0", "c1")
        .endsWith("c1000");
  }

  @Test
  void a_command_that_does_not_say_what_it_is_about_is_no_command() {
    assertThatThrownBy(() -> of("one", Verb.SKIP, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SKIP names an action");
    assertThatThrownBy(() -> of("one", Verb.CANCEL, "dns", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("CANCEL is for the whole run");
    assertThatThrownBy(() -> of("one", Verb.SETTLE, "dns", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SETTLE says how the action ended, no other does");
    assertThatThrownBy(() -> of("one", Verb.RETRY, "dns", ActionEnd.COMPLETE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SETTLE says how the action ended, no other does");
    assertThatThrownBy(() -> of("a#b", Verb.RETRY, "dns", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'a#b' is no id of a command: use a UUID");
  }

  private static Command of(String id, Verb verb, String action, ActionEnd as) {
    return new Command(RUN, id, verb, action, as, null, "local:ada", TIME);
  }

  private static Command command(String id, Verb verb, long seconds) {
    return new Command(RUN, id, verb, null, null, null, "local:ada", TIME.plusSeconds(seconds));
  }
}
