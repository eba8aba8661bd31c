package io.coreautomation.cli;

import static io.coreautomation.cli.Views.cancelled;
import static io.coreautomation.cli.Views.done;
import static io.coreautomation.cli.Views.id;
import static io.coreautomation.cli.Views.running;
import static io.coreautomation.cli.Views.view;
import static io.coreautomation.cli.Views.waiting;

import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.execute.operate.Answer;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.TaskVerb;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs of the shop that operators want something of, and platforms that have one of them. */
final class OperatedRuns {
  static final String HOLDER =
      "process 1234 (run deploy 7c41d09e of prn:web:shop:main:42 since 12:01)";
  static final RunView GOING =
      view("DEPLOY_IN_PROGRESS", running("network"), waiting("app", id("network")));
  static final RunView CANCELLED =
      view(
          "DEPLOY_CANCELLED",
          done("network", Change.CREATE, 130_000, Map.of("VpcId", "vpc-1")),
          cancelled("data"),
          waiting("app", id("data")));
  static final RunView SUSPENDED =
      view(
          "DEPLOY_SUSPENDED",
          done("network", Change.CREATE, 130_000, Map.of()),
          waiting("app", id("network")));
  static final RunView COMPLETE =
      view("DEPLOY_COMPLETE", done("network", Change.CREATE, 130_000, Map.of()));

  private OperatedRuns() {}

  /** A run in progress that takes a command, and is then seen in these states. */
  static ScriptedPlatform asked(Verb verb, RunView... frames) {
    var platform = new ScriptedPlatform(frames);
    platform.unfinished.add(row("DEPLOY_IN_PROGRESS"));
    platform.answer =
        new Answer(
            new Command(
                Views.RUN,
                "one",
                verb,
                verb == Verb.SKIP || verb == Verb.SETTLE ? "dns" : null,
                verb == Verb.SETTLE ? ActionEnd.COMPLETE : null,
                null,
                "local:ada",
                Views.START),
            "asked to " + verb.name().toLowerCase(Locale.ROOT) + " run 7c41d09e");
    return platform;
  }

  /** A failed run that has a lock, and another in line for it. */
  static ScriptedPlatform locked() {
    var platform = new ScriptedPlatform(GOING);
    platform.unfinished.add(row("DEPLOY_FAILED"));
    var prn = Prn.parse("prn:web");
    platform.locks.add(new Lock("name/dns", Views.RUN, prn, "local:ada", Views.START));
    platform.waiters.add(
        new Lock(
            "name/dns",
            RunId.parse("0198f2c4-aaaa-7bbb-8ccc-dddd7c41d09f"),
            prn,
            "local:bob",
            Views.START));
    return platform;
  }

  static RunRow row(String status) {
    return new RunRow(
        Views.RUN,
        TaskVerb.DEPLOY,
        Views.SHOP,
        Views.SHOP.prn(),
        "twin",
        "local:ada",
        Digest.of("request"),
        Views.START,
        RunStatus.parse(status),
        Map.of(),
        ScriptedPlatform.list().digest(),
        null,
        null,
        null,
        Views.START,
        null,
        1,
        List.of(),
        null,
        null,
        Map.of(),
        1);
  }
}
