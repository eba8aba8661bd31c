package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.TextTable;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core locks}. */
@Command(
    name = "locks",
    description = "Lists what runs have locked, since when, and who stands in line.",
    footer = {"", "Example:", "  core locks"})
public final class LocksVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();

  public LocksVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    try (var registry = world.registry(surroundings, screen)) {
      var table = new TextTable("LOCK", "RUN", "OF", "WHO", "SINCE", "IN LINE");
      var document = Json.object();
      var list = document.putArray("locks");
      for (var lock : registry.locks()) {
        var waiting = registry.waiters(lock.name()).stream().map(Lock::owner).toList();
        table.add(
            lock.name(),
            lock.owner().shortId(),
            lock.prn().text(),
            lock.principal(),
            lock.since().truncatedTo(ChronoUnit.SECONDS).toString(),
            waiting.stream().map(RunId::shortId).collect(Collectors.joining(", ")));
        var entry =
            list.addObject()
                .put("name", lock.name())
                .put("run", lock.owner().text())
                .put("prn", lock.prn().text())
                .put("principal", lock.principal())
                .put("since", lock.since().toString());
        var line = entry.putArray("waiting");
        waiting.forEach(run -> line.add(run.text()));
      }
      screen.lines(table.lines());
      screen.document(document);
      return 0;
    }
  }
}
