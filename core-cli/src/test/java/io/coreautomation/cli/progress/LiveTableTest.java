package io.coreautomation.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.edge.Terminal;
import io.coreautomation.cli.output.Style;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import io.coreautomation.framework.task.TaskVerb;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTableTest {
  private static final String UP = "\u001b[1A";
  private static final String CLEAR = "\r\u001b[0J";

  private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();

  @Test
  void it_is_redrawn_where_it_stands() {
    var running = view(action("a", ActionStatus.RUNNING), action("b", ActionStatus.PENDING));
    var done = view(action("a", ActionStatus.COMPLETE), action("b", ActionStatus.RUNNING));
    var table = table(running, 80, 24);

    table.update(running);
    table.update(done);

    assertThat(text())
        .isEqualTo(
            CLEAR
                + "  ▸ a     running\n  · b     not started\n"
                + UP.repeat(2)
                + CLEAR
                + "  ✓ a     created\n  ▸ b     running\n");
  }

  @Test
  void what_does_not_fit_the_height_is_summed_up_until_the_end() {
    var actions = new ArrayList<ActionView>();
    for (int i = 0; i < 20; i++) {
      actions.add(action("done" + i, ActionStatus.COMPLETE));
    }
    actions.add(action("busy", ActionStatus.RUNNING));
    var run = view(actions.toArray(ActionView[]::new));
    var table = table(run, 80, 8);

    table.update(run);

    assertThat(text())
        .isEqualTo(
            CLEAR
                + "  ✓ done0   created\n  ✓ done1   created\n  ✓ done2   created\n"
                + "  ▸ busy    running\n    … and 17 more\n");
    drawn.reset();

    table.end(run);

    assertThat(text()).startsWith(UP.repeat(5) + CLEAR);
    assertThat(text().substring((UP.repeat(5) + CLEAR).length()).lines()).hasSize(21);
  }

  @Test
  void no_line_is_wider_than_the_terminal() {
    var run = view(action("a-name-that-goes-on-and-on-and-on-and-on", ActionStatus.RUNNING));
    var table = table(run, 40, 24);

    table.update(run);

    assertThat(text()).isEqualTo(CLEAR + "  ▸ a-name-that-goes-on-and-on-and-on-…\n");
  }

  private LiveTable table(RunView run, int columns, int rows) {
    var terminal =
        new Terminal() {
          @Override
          public boolean isInteractive() {
            return true;
          }

          @Override
          public Size size() {
            return new Size(columns, rows);
          }
        };
    return new LiveTable(
        new PrintStream(drawn, true, StandardCharsets.UTF_8),
        terminal,
        new Rows(run, Map.of(), true, Style.PLAIN));
  }

  private String text() {
    return drawn.toString(StandardCharsets.UTF_8);
  }

  private static RunView view(ActionView... actions) {
    return new RunView(
        new RunView.Run(
            RunId.random(),
            TaskVerb.DEPLOY,
            new Coordinates("acme", "web", null, null, null, null),
            "twin",
            "DEPLOY_IN_PROGRESS",
            null,
            null),
        List.of(actions));
  }

  private static ActionView action(String name, ActionStatus status) {
    return new ActionView(
        name,
        name,
        "SYSTEM::NoOp",
        null,
        status,
        1,
        status == ActionStatus.COMPLETE ? Change.CREATE : null,
        Map.of(),
        null,
        List.of(),
        new Source("deployspec.yaml", 1, 1),
        null,
        null);
  }
}
