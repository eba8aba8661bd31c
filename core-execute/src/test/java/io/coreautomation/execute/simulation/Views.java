package io.coreautomation.execute.simulation;

import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.run.RunView;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Shows operators how a run stands, by the same doors as all else. */
final class Views {
  private final Runs runs;
  private final ObjectStore store;
  private final RunStateStore states;

  Views(Tables tables, ObjectStore store) {
    this.runs = new Runs(tables);
    this.store = store;
    this.states = new RunStateStore(store);
  }

  RunView of(RunId id) {
    var row = runs.get(id).orElseThrow();
    var run =
        new RunView.Run(
            id, row.task(), row.coordinates(), row.world(), row.status().toString(), null, null);
    if (row.listDigest() == null) {
      return new RunView(run, List.of());
    }
    var keys = ObjectKeys.of(row.coordinates());
    var key = keys.list(Objects.requireNonNull(row.listDigest()));
    var list = ActionList.parse(store.get(key).orElseThrow().content());
    var state = states.read(keys, id);
    return RunView.of(
        run,
        list,
        action -> state.map(found -> found.action(action)).orElse(ActionState.PENDING),
        (action, found) -> Map.of());
  }
}
