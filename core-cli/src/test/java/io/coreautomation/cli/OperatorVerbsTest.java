package io.coreautomation.cli;

import static io.coreautomation.cli.Views.cancelled;
import static io.coreautomation.cli.Views.done;
import static io.coreautomation.cli.Views.id;
import static io.coreautomation.cli.Views.running;
import static io.coreautomation.cli.Views.view;
import static io.coreautomation.cli.Views.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.edge.Terminal;
import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.execute.operate.Answer;
import io.coreautomation.execute.operate.Wish;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.TaskVerb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorVerbsTest {
  private static final String HOLDER =
      "process 1234 (run deploy 7c41d09e of prn:web:shop:main:42 since 12:01)";
  private static final RunView GOING =
      view("DEPLOY_IN_PROGRESS", running("network"), waiting("app", id("network")));
  private static final RunView CANCELLED =
      view(
          "DEPLOY_CANCELLED",
          done("network", Change.CREATE, 130_000, Map.of("VpcId", "vpc-1")),
          cancelled("data"),
          waiting("app", id("data")));
  private static final RunView SUSPENDED =
      view(
          "DEPLOY_SUSPENDED",
          done("network", Change.CREATE, 130_000, Map.of()),
          waiting("app", id("network")));
  private static final RunView COMPLETE =
      view("DEPLOY_COMPLETE", done("network", Change.CREATE, 130_000, Map.of()));

  @TempDir Path directory;

  @Test
  void
      a_run_that_another_process_carries_out_is_cancelled_there_and_followed_until_it_is_settled() {
    var platform = asked(Verb.CANCEL, GOING, CANCELLED);
    platform.holder = Optional.of(HOLDER);
    platform.outcome = Optional.of("cancelling 1 action, 1 not started");
    var outcome = cli(platform).call("cancel", "7c41d09e", "--reason", "wrong account");

    assertThat(outcome.err())
        .isEqualTo(
            """
            asked to cancel run 7c41d09e
            run 7c41d09e is carried out by process 1234 (run deploy 7c41d09e of prn:web:shop:main:42 since 12:01)
            cancelling 1 action, 1 not started
            """);
    assertThat(outcome.plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy

              ✓ network  210000000011 shop-dev  eu-west-1  created     TIME (simulated)
              - data     210000000011 shop-dev  eu-west-1  cancelled
              · app      210000000011 shop-dev  eu-west-1  waits for data
            cancelled: 1 cancelled, 1 complete, 1 not started · exit 0

              network  210000000011 shop-dev  eu-west-1
                VpcId  vpc-1

            outputs   core outputs SHORT
            report    .core/report.md
            again     core show SHORT
            """);
    assertThat(outcome.exit()).as("what was asked is so").isZero();
    assertThat(platform.calls)
        .containsExactly(
            "ask " + new Wish(Views.RUN, Verb.CANCEL, null, null, "wrong account", "local:ada"),
            "watch");
  }

  @Test
  void a_run_that_nobody_carries_out_is_carried_out_until_it_has_done_what_was_asked() {
    var platform = asked(Verb.CANCEL, GOING, CANCELLED);
    var outcome = cli(platform).call("cancel", "7c41d09e");

    assertThat(outcome.exit()).isZero();
    assertThat(platform.calls.subList(1, platform.calls.size()))
        .containsExactly("resume 7c41d09e", "follow", "close");
  }

  @Test
  void who_does_not_want_to_wait_is_told_who_sees_to_it() {
    var platform = asked(Verb.CANCEL, GOING);
    platform.holder = Optional.of(HOLDER);
    assertThat(cli(platform).call("cancel", "7c41d09e", "--no-wait").err())
        .isEqualTo(
            """
            asked to cancel run 7c41d09e
            the run sees to it in process 1234 (run deploy 7c41d09e of prn:web:shop:main:42 since 12:01)
            """);

    platform.holder = Optional.empty();
    assertThat(cli(platform).call("cancel", "7c41d09e", "--no-wait", "--home", "elsewhere").err())
        .isEqualTo(
            """
            asked to cancel run 7c41d09e
            the run sees to it when it goes on: core resume 7c41d09e --home elsewhere
            """);
    assertThat(platform.calls).noneMatch(call -> call.matches("watch|follow|resume.*"));
  }

  @Test
  void what_is_so_already_is_shown_and_is_no_error() {
    var platform = new ScriptedPlatform(CANCELLED);
    platform.unfinished.add(row("DEPLOY_CANCELLED"));
    platform.answer = new Answer(null, "run 7c41d09e is at its end: DEPLOY_CANCELLED");
    var outcome = cli(platform).call("cancel", "7c41d09e", "--output", "json");

    assertThat(outcome.err())
        .isEqualTo("world: twin (.core)\nrun 7c41d09e is at its end: DEPLOY_CANCELLED\n");
    assertThat(outcome.exit()).isZero();
    assertThat(Json.parse(outcome.out()).path("run").path("status").asText())
        .isEqualTo("DEPLOY_CANCELLED");
  }

  @Test
  void a_suspended_run_tells_how_it_goes_on() {
    var outcome = cli(asked(Verb.SUSPEND, GOING, SUSPENDED)).call("suspend", "7c41d09e");

    assertThat(outcome.plainOut())
        .endsWith(
            """
            suspended: 1 complete, 1 not started · exit 0

            go on     core resume SHORT
            again     core show SHORT
            """);
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void a_run_that_is_suspended_under_its_own_process_ends_its_call_without_an_end() {
    var platform = new ScriptedPlatform(GOING, SUSPENDED);
    var outcome = shop(cli(platform)).call("run", "shop");
    assertThat(outcome.out()).contains("suspended: 1 complete, 1 not started · exit 5\n");
    assertThat(outcome.exit()).isEqualTo(5);
  }

  @Test
  void a_suspended_run_of_the_same_coordinates_is_not_passed_over() {
    var platform = new ScriptedPlatform(SUSPENDED);
    platform.unfinished.add(row("DEPLOY_SUSPENDED"));
    var outcome =
        cli(platform)
            .with(
                "shop/core.yaml",
                "{client: acme, portfolio: web, app: shop, branch: main, build: '42'}")
            .with("shop/deployspec.yaml", "[]")
            .call("run", "shop");
    assertThat(outcome.err())
        .isEqualTo(
            "run 7c41d09e of the same coordinates is suspended. Let it go on, or call it off:"
                + " core resume 7c41d09e, core cancel 7c41d09e.\n");
    assertThat(outcome.exit()).isEqualTo(3);
  }

  @Test
  void resume_asks_for_a_suspended_run_and_just_carries_on_one_that_was_interrupted() {
    var suspended = asked(Verb.RESUME, COMPLETE);
    suspended.unfinished.set(0, row("DEPLOY_SUSPENDED"));
    assertThat(cli(suspended).call("resume", "--reason", "all clear").exit()).isZero();
    assertThat(suspended.calls)
        .containsExactly(
            "ask " + new Wish(Views.RUN, Verb.RESUME, null, null, "all clear", "local:ada"),
            "resume 7c41d09e",
            "follow",
            "close");

    var interrupted = asked(Verb.RESUME, COMPLETE);
    assertThat(cli(interrupted).call("resume", "7c41d09e").exit()).isZero();
    assertThat(interrupted.calls).containsExactly("resume 7c41d09e", "follow", "close");
  }

  @Test
  void retry_skip_and_settle_say_what_is_meant() {
    var retry = asked(Verb.RETRY, COMPLETE);
    cli(retry).call("retry", "7c41d09e");
    cli(retry).call("retry", "7c41d09e", "--failed");
    cli(retry).call("retry", "7c41d09e", "--action", "dns");
    cli(retry).call("skip", "7c41d09e", "--action", "dns");
    cli(retry).call("settle", "7c41d09e", "--action", "mail", "--as", "complete");

    assertThat(retry.calls)
        .filteredOn(call -> call.startsWith("ask"))
        .containsExactly(
            "ask " + new Wish(Views.RUN, Verb.RETRY, null, null, null, "local:ada"),
            "ask " + new Wish(Views.RUN, Verb.RETRY, null, null, null, "local:ada"),
            "ask " + new Wish(Views.RUN, Verb.RETRY, "dns", null, null, "local:ada"),
            "ask " + new Wish(Views.RUN, Verb.SKIP, "dns", null, null, "local:ada"),
            "ask "
                + new Wish(Views.RUN, Verb.SETTLE, "mail", ActionEnd.COMPLETE, null, "local:ada"));
  }

  @Test
  void watching_changes_nothing_and_detaches_when_it_is_interrupted() {
    var platform = asked(Verb.CANCEL, GOING).interrupting();
    platform.holder = Optional.of(HOLDER);
    var outcome = cli(platform).call("watch", "7c41d09e", "--home", "elsewhere");

    assertThat(outcome.err())
        .isEqualTo(
            "detached: run 7c41d09e goes on."
                + " Look at it again with: core watch 7c41d09e --home elsewhere\n");
    assertThat(outcome.exit()).isEqualTo(130);
    assertThat(platform.calls).containsExactly("watch");
  }

  @Test
  void watching_what_nobody_works_on_says_so() {
    var platform = asked(Verb.CANCEL, GOING);
    var outcome = cli(platform).call("watch", "7c41d09e");

    assertThat(outcome.err()).isEqualTo("nobody works on run 7c41d09e: core resume 7c41d09e\n");
    assertThat(outcome.exit()).isEqualTo(5);
  }

  @Test
  void a_run_waits_in_line_for_the_world_and_says_once_who_has_it() {
    var platform = new ScriptedPlatform(COMPLETE);
    platform.holder = Optional.of(HOLDER);
    var outcome =
        cli(platform)
            .with(
                "shop/core.yaml",
                "{client: acme, portfolio: web, app: shop, branch: main, build: '42'}")
            .with("shop/deployspec.yaml", "[]")
            .call("run", "shop");
    assertThat(outcome.err())
        .isEqualTo(
            "waiting: process 1234 (run deploy 7c41d09e of prn:web:shop:main:42 since 12:01)"
                + " has the world in .core\n");
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void locks_are_listed_with_who_holds_them_and_who_stands_in_line() {
    var platform = locked();
    assertThat(cli(platform).call("locks").out())
        .isEqualTo(
            """
            world: twin (.core)
            LOCK      RUN       OF       WHO        SINCE                 IN LINE
            name/dns  7c41d09e  prn:web  local:ada  2026-01-01T10:00:00Z  7c41d09f
            """);
    assertThat(Json.parse(cli(platform).call("locks", "--output", "json").out()))
        .isEqualTo(
            Json.parse(
                """
                {"locks":[{"name":"name/dns","run":"0198f2c4-aaaa-7bbb-8ccc-dddd7c41d09e",
                 "prn":"prn:web","principal":"local:ada","since":"2026-01-01T10:00:00Z",
                 "waiting":["0198f2c4-aaaa-7bbb-8ccc-dddd7c41d09f"]}]}
                """));
  }

  @Test
  void locks_are_taken_from_a_run_only_if_somebody_says_yes() {
    var platform = locked();
    var refused = cli(platform).call("unlock", "--run", "7c41d09e");
    assertThat(refused.err())
        .isEqualTo(
            "run 7c41d09e keeps its locks: nobody said yes. Add --yes if nobody can be asked.\n");
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(asking(platform, "no").call("unlock", "--run", "7c41d09e").exit()).isEqualTo(3);
    assertThat(platform.calls).isEmpty();

    var taken = asking(platform, "yes").call("unlock", "--run", "7c41d09e", "--reason", "dead");
    assertThat(taken.out())
        .isEqualTo(
            """
            world: twin (.core)
            released  name/dns
            """);
    assertThat(cli(platform).call("unlock", "--run", "7c41d09e", "--yes", "--force").exit())
        .isZero();
    assertThat(platform.calls)
        .containsExactly(
            "unlock 7c41d09e force false dead by local:ada",
            "unlock 7c41d09e force true null by local:ada");
  }

  @Test
  void what_a_run_has_changed_is_taken_back_only_if_somebody_says_yes() {
    var platform = asked(Verb.ROLLBACK, CANCELLED);
    var refused = cli(platform).call("rollback", "7c41d09e");
    assertThat(refused.err())
        .isEqualTo(
            "what run 7c41d09e has changed stays: nobody said yes. Add --yes if nobody can be"
                + " asked.\n");
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(asking(platform, "no").call("rollback", "7c41d09e").exit()).isEqualTo(3);
    assertThat(platform.calls).isEmpty();

    assertThat(asking(platform, "yes").call("rollback", "7c41d09e", "--reason", "off").exit())
        .isZero();
    assertThat(cli(platform).call("rollback", "7c41d09e", "--yes").exit()).isZero();
    assertThat(platform.calls)
        .startsWith("ask " + Wish.of(Views.RUN, Verb.ROLLBACK, "off", "local:ada"));
  }

  @Test
  void a_rollback_that_could_not_take_back_all_is_asked_about_before_the_run() {
    var question = new ArrayList<String>();
    var platform = new ScriptedPlatform(COMPLETE).irreversible();

    var refused = shop(cli(platform)).call("run", "shop", "--on-failure", "rollback");
    assertThat(refused.err())
        .isEqualTo(
            "after a failure, not all could be taken back: 'old' is of the kind AWS::DeleteStack."
                + " Accept that: --yes, or options.partialRollback of the task. Or choose another"
                + " onFailure.\n");
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(shop(asking(platform, "no", question)).call("run", "shop").exit()).isEqualTo(3);
    assertThat(question)
        .containsExactly(
            "after a failure, not all could be taken back: 'old' is of the kind AWS::DeleteStack."
                + " Go on all the same? Type yes to do so:");
    assertThat(platform.submitted).isEmpty();

    assertThat(shop(asking(platform, "yes")).call("run", "shop").exit()).isZero();
    assertThat(shop(cli(platform)).call("run", "shop", "--yes").exit()).isZero();
    assertThat(platform.submitted).hasSize(2).allMatch(task -> task.options().partialRollback());
  }

  private static Cli shop(Cli cli) {
    return cli.with(
            "shop/core.yaml",
            "{client: acme, portfolio: web, app: shop, branch: main, build: '42'}")
        .with("shop/deployspec.yaml", "[]");
  }

  private static ScriptedPlatform locked() {
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

  private static ScriptedPlatform asked(Verb verb, RunView... frames) {
    var platform = new ScriptedPlatform(frames);
    platform.unfinished.add(row("DEPLOY_IN_PROGRESS"));
    var whole = verb != Verb.SKIP && verb != Verb.SETTLE;
    platform.answer =
        new Answer(
            new Command(
                Views.RUN,
                "one",
                whole ? verb : Verb.RETRY,
                null,
                null,
                null,
                "local:ada",
                Views.START),
            "asked to " + verb.name().toLowerCase(Locale.ROOT) + " run 7c41d09e");
    return platform;
  }

  private static RunRow row(String status) {
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

  private Cli cli(ScriptedPlatform platform) {
    return new Cli(directory, platform);
  }

  private Cli asking(ScriptedPlatform platform, String answer) {
    return asking(platform, answer, new ArrayList<>());
  }

  private Cli asking(ScriptedPlatform platform, String answer, List<String> questions) {
    return new Cli(
        directory,
        platform,
        new Terminal() {
          @Override
          public boolean isInteractive() {
            return false;
          }

          @Override
          public Size size() {
            return Size.USUAL;
          }

          @Override
          public Optional<String> ask(String question) {
            questions.add(question);
            return Optional.of(answer);
          }
        });
  }
}
