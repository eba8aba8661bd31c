package io.coreautomation.db.run;

import static io.coreautomation.db.run.RunSamples.event;
import static io.coreautomation.db.run.RunSamples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.task.TaskVerb;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnfinishedRunsTest {
  private final Runs runs = new Runs(new InMemoryTables());

  @Test
  void runs_that_are_not_at_their_end_are_listed_oldest_first_and_page_by_page() {
    for (int i = 1; i <= 5; i++) {
      created(run(id(i), "shop", "42", i));
    }

    var first = runs.unfinished(2, null);
    var second = runs.unfinished(2, first.next());
    var third = runs.unfinished(2, second.next());

    assertThat(ids(first.rows())).containsExactly(id(1), id(2));
    assertThat(ids(second.rows())).containsExactly(id(3), id(4));
    assertThat(ids(third.rows())).containsExactly(id(5));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"COMPLETE", "FAILED", "CANCELLED"})
  void a_run_at_its_end_is_not_among_them(State end) {
    var row = created(run(id(1), "shop", "42", 0));
    var compiled = move(row, Phase.COMPILE, State.COMPLETE);
    assertThat(runs.unfinished(10, null).rows()).containsExactly(compiled);
    var working =
        move(move(compiled, Phase.DEPLOY, State.REQUESTED), Phase.DEPLOY, State.IN_PROGRESS);
    var stalled = move(working, Phase.DEPLOY, State.STALLED);
    assertThat(runs.unfinished(10, null).rows()).containsExactly(stalled);

    move(stalled, Phase.DEPLOY, end);

    assertThat(runs.unfinished(10, null).rows()).isEmpty();
  }

  @Test
  void a_run_that_was_only_to_be_compiled_is_at_its_end_when_it_is() {
    var at = new Coordinates("acme", "web", "shop", "main", "42", null);
    var row = created(RunSamples.of(id(1), TaskVerb.COMPILE, at, 0));

    move(row, Phase.COMPILE, State.COMPLETE);

    assertThat(runs.unfinished(10, null).rows()).isEmpty();
  }

  private RunRow created(RunRow row) {
    runs.create(row, event(row, Event.RUN_REQUESTED, 0));
    return row;
  }

  private RunRow move(RunRow row, Phase phase, State state) {
    return runs.move(row, RunStatus.of(phase, state), c -> {}, event(row, phase + "" + state, 1));
  }

  private static List<String> ids(List<RunRow> rows) {
    return rows.stream().map(row -> row.runId().text()).toList();
  }

  private static String id(int number) {
    return "0198f2c4-0000-7000-8000-%012d".formatted(number);
  }
}
