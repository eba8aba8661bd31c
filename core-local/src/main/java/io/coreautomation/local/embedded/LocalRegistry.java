package io.coreautomation.local.embedded;

import io.coreautomation.db.command.Commands;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.table.Tables;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.operate.Operator;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.local.directory.DirectoryObjectStore;
import io.coreautomation.local.sqlite.SqliteTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The registry and the objects of a home, without its world: what several processes may use at a
 * time, also while one of them has the world.
 */
public final class LocalRegistry implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 200;

  private final EmbeddedSettings settings;
  private final SqliteTables tables;
  private final RunReader reader;
  private final Clock wall = Clock.systemUTC();

  private LocalRegistry(EmbeddedSettings settings, SqliteTables tables) {
    this.settings = settings;
    this.tables = tables;
    this.reader = new RunReader(tables, new DirectoryObjectStore(settings.home(), Worlds.BUCKET));
  }

  /** Opens the registry of a home; an empty one if there is none. */
  public static LocalRegistry open(EmbeddedSettings settings) {
    try {
      Files.createDirectories(settings.home());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LocalRegistry(
        settings, SqliteTables.open(settings.registryFile(), Clock.systemUTC().instant()));
  }

  /** As people are shown it. */
  public String world() {
    return Worlds.name(settings);
  }

  public Tables tables() {
    return tables;
  }

  /** Which process has the world, and what it does, for people; nothing if nobody has it. */
  public Optional<String> holder() {
    return WorldLock.holder(settings.home()).map(WorldLock.Holder::toString);
  }

  public RunView view(RunId run) {
    return reader.view(run);
  }

  /**
   * Follows a run that another process works on: to its end, until it is suspended, or until nobody
   * has the world any more.
   *
   * @param listener is shown the run whenever it has changed
   */
  public RunView follow(RunId run, Consumer<RunView> listener) throws InterruptedException {
    return new RunWatch(reader, new Commands(tables), LOOK_EVERY_MILLIS)
        .follow(run, () -> WorldLock.holder(settings.home()).isPresent(), listener);
  }

  /**
   * Makes sure that a run could go on in a process with some kinds.
   *
   * @throws io.coreautomation.framework.problem.ProblemException with each kind that is missing
   */
  public void requireKinds(RunRow row, Kinds kinds) {
    reader.requireKinds(row, kinds);
  }

  /** Takes what people ask; the process that has the world, or takes it next, brings it. */
  public Operator operator() {
    return new Operator(tables, this::view, run -> {}, wall);
  }

  /** The file that holds a run's report. */
  public Path reportFile(RunId run, String extension) {
    return settings.objectFile(ObjectKeys.of(reader.row(run).coordinates()).report(run, extension));
  }

  @Override
  public void close() {
    tables.close();
  }
}
