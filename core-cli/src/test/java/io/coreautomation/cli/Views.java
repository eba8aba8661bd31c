package io.coreautomation.cli;

import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import io.coreautomation.framework.run.RunView.Failure;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes views of a run of the shop: network, then data, then app, in one account. */
final class Views {
  static final RunId RUN = RunId.parse("0198f2c4-aaaa-7bbb-8ccc-dddd7c41d09e");
  static final Coordinates SHOP = new Coordinates("acme", "web", "shop", "main", "42", null);
  static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

  private Views() {}

  static RunView view(String status, ActionView... actions) {
    return view(TaskVerb.DEPLOY, status, actions);
  }

  static RunView view(TaskVerb task, String status, ActionView... actions) {
    var over = status.matches(".*_(COMPLETE|FAILED|CANCELLED)");
    return new RunView(
        new RunView.Run(
            RUN, task, SHOP, "twin", status, START, over ? START.plusMillis(6_100) : null),
        List.of(actions));
  }

  static ActionView done(String name, Change change, long millis, Map<String, String> outputs) {
    return action(name, ActionStatus.COMPLETE, change, outputs, millis, List.of(), null);
  }

  static ActionView running(String name) {
    return action(name, ActionStatus.RUNNING, null, Map.of(), null, List.of(), null);
  }

  static ActionView waiting(String name, String... ids) {
    return action(name, ActionStatus.PENDING, null, Map.of(), null, List.of(ids), null);
  }

  static ActionView failed(String name, Failure failure) {
    return action(name, ActionStatus.FAILED, null, Map.of(), 35_000L, List.of(), failure);
  }

  static ActionView cancelled(String name) {
    return action(name, ActionStatus.CANCELLED, null, Map.of(), null, List.of(), null);
  }

  static String id(String name) {
    return name + "/210000000011/eu-west-1";
  }

  private static ActionView action(
      String name,
      ActionStatus status,
      @Nullable Change change,
      Map<String, String> outputs,
      @Nullable Long millis,
      List<String> waitsFor,
      @Nullable Failure failure) {
    return new ActionView(
        id(name),
        name,
        "AWS::CreateStack",
        new Target("210000000011", "eu-west-1"),
        status,
        status == ActionStatus.PENDING ? 0 : 1,
        change,
        outputs,
        millis,
        waitsFor,
        new Source("deployspec.yaml", 22, 5),
        failure,
        null);
  }
}
