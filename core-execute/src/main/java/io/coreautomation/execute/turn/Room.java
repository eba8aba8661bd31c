package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Looks, before a run begins anything, whether its accounts have room for it. */
final class Room {
  /** Actions of a kind in one account and region from which on that is worth a look. */
  private static final int MANY = 50;

  private final EngineDoors doors;
  private final Function<Action, WorkContext> contexts;

  private record Place(String kind, Target target) {}

  Room(EngineDoors doors, Function<Action, WorkContext> contexts) {
    this.doors = doors;
    this.contexts = contexts;
  }

  /** What there is no room for: the first action of each kind and place. */
  Map<Action, Problem> lacking(Collection<Action> actions) {
    var places = new LinkedHashMap<Place, List<Action>>();
    for (var action : actions) {
      if (action.target() != null) {
        places
            .computeIfAbsent(new Place(action.kind(), action.target()), p -> new ArrayList<>())
            .add(action);
      }
    }
    var large = places.values().stream().filter(all -> all.size() >= MANY).toList();
    var looks = new ArrayList<Callable<Optional<Problem>>>();
    large.forEach(all -> looks.add(() -> lacking(all)));
    var found = doors.concurrency().all(looks);
    var lacking = new LinkedHashMap<Action, Problem>();
    for (int i = 0; i < large.size(); i++) {
      var first = large.get(i).getFirst();
      found.get(i).ifPresent(problem -> lacking.put(first, problem));
    }
    return lacking;
  }

  private Optional<Problem> lacking(List<Action> all) {
    var first = all.getFirst();
    List<ObjectNode> params = all.stream().map(Action::params).toList();
    try {
      return doors.kinds().handler(first.kind()).lacksRoom(contexts.apply(first), params);
    } catch (ThrottledException | ProblemException e) {
      return Optional.empty(); // it is a look ahead: each action meets what there is
    }
  }
}
