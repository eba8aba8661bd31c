package io.coreautomation.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.execute.schedule.Schedule;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Carries a graph out on a clock that only counts, in one order or another. */
final class Run {
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-000000000001");
  private static final Coordinates AT =
      new Coordinates("acme", "fleet", "makespan", "main", "1", null);

  private record End(double at, int operation) {}

  private Run() {}

  /** As the engine does it: its own schedule says what begins. */
  static double ours(Graph graph, double[] estimates, int slots) {
    var actions = new ArrayList<Action>();
    for (int i = 0; i < graph.size(); i++) {
      actions.add(
          Action.of("a" + i, "BENCH::Operation", new Source("deployspec.yaml", 1, 1))
              .params(JsonNodeFactory.instance.objectNode())
              .dependsOn(IntStream.of(graph.dependencies()[i]).mapToObj(d -> "a" + d).toList())
              .build());
    }
    var list = ActionList.of(TaskVerb.DEPLOY, AT, OnFailure.DRAIN, actions);
    var progress = new RunProgress(RunDocument.first(RUN, Digest.of("list"), 1), Map.of(), 1, 0);
    var schedule = new Schedule(list, a -> (long) (estimates[number(a)] * 1000));
    var frontier = schedule.frontier(progress, OnFailure.DRAIN);
    var running = new PriorityQueue<End>(Comparator.comparingDouble(End::at));
    var now = 0.0;
    while (true) {
      for (var action : frontier.startable(slots - running.size(), a -> true)) {
        frontier.moved(action, ActionState.PENDING.starting(Instant.EPOCH));
        running.add(new End(now + graph.seconds()[number(action)], number(action)));
      }
      if (running.isEmpty()) {
        return now;
      }
      var end = running.remove();
      now = end.at();
      frontier.moved(
          actions.get(end.operation()),
          ActionState.PENDING
              .starting(Instant.EPOCH)
              .complete(Map.of(), false, Change.NONE, Instant.EPOCH));
    }
  }

  private static int number(Action action) {
    return Integer.parseInt(action.id().substring(1));
  }

  /**
   * In the order of the list.
   *
   * @param groups that begin one after the other has ended; null for none
   */
  static double inOrder(Graph graph, int slots, int @Nullable [] groups) {
    var open = new int[graph.size()];
    var dependents = new ArrayList<ArrayList<Integer>>();
    for (int i = 0; i < graph.size(); i++) {
      dependents.add(new ArrayList<>());
      open[i] = graph.dependencies()[i].length;
      for (var dependency : graph.dependencies()[i]) {
        dependents.get(dependency).add(i);
      }
    }
    var left = new TreeMap<Integer, Integer>();
    var ready = new TreeSet<Integer>();
    for (int i = 0; i < graph.size(); i++) {
      left.merge(groups == null ? 0 : groups[i], 1, Integer::sum);
      if (open[i] == 0) {
        ready.add(i);
      }
    }
    var running = new PriorityQueue<End>(Comparator.comparingDouble(End::at));
    var now = 0.0;
    while (!left.isEmpty()) {
      var group = left.firstKey();
      for (var each = ready.iterator(); each.hasNext() && running.size() < slots; ) {
        var operation = each.next();
        if (groups == null || groups[operation] == group) {
          each.remove();
          running.add(new End(now + graph.seconds()[operation], operation));
        }
      }
      var end = running.remove();
      now = end.at();
      left.computeIfPresent(group, (g, count) -> count == 1 ? null : count - 1);
      for (var dependent : dependents.get(end.operation())) {
        if (--open[dependent] == 0) {
          ready.add(dependent);
        }
      }
    }
    return now;
  }
}
