package io.coreautomation.local.embedded;

import io.coreautomation.db.account.Accounts;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.facts.RegistryFacts;
import io.coreautomation.db.grant.Grant;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.run.PlanRow;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.seed.RegistryDocument;
import io.coreautomation.db.table.Tables;
import io.coreautomation.deployspec.compile.Compilation;
import io.coreautomation.deployspec.compile.Compiler;
import io.coreautomation.execute.operate.Operator;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.archive.PackageFolder;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.OwnNames;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.WorldTime;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.Task;
import io.coreautomation.local.sqlite.SqliteTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The whole platform in this process. One process at a time has the world of a home. */
public final class EmbeddedPlatform implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 50;

  private final EmbeddedSettings settings;
  private final WorldLock lock;
  private final World world;
  private final SqliteTables tables;
  private final RunReader reader;
  private final LocalEngine engine;
  private final Clock wall = Clock.systemUTC();

  private EmbeddedPlatform(
      EmbeddedSettings settings, WorldLock lock, World world, SqliteTables tables) {
    this.settings = settings;
    this.lock = lock;
    this.world = world;
    this.tables = tables;
    this.reader = new RunReader(tables, world.store());
    this.engine = new LocalEngine(settings, world, tables, reader, wall, this::saysWhat);
  }

  /**
   * Opens the platform of a home, and takes its world.
   *
   * @throws io.coreautomation.framework.problem.ProblemException {@code LOCKED} if another process
   *     has it
   */
  public static EmbeddedPlatform open(EmbeddedSettings settings) {
    return open(settings, WorldLock::take);
  }

  /**
   * Opens the platform of a home as soon as nobody else has its world.
   *
   * @param waiting is told once who has it, for people, if somebody has
   * @throws InterruptedWaitException if this thread is interrupted meanwhile
   */
  public static EmbeddedPlatform openInLine(EmbeddedSettings settings, Consumer<String> waiting) {
    return open(
        settings, home -> WorldLock.await(home, holder -> waiting.accept(holder.toString())));
  }

  private static EmbeddedPlatform open(
      EmbeddedSettings settings, Function<Path, WorldLock> locking) {
    var home = settings.home();
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var clock = Clock.systemUTC();
    var lock = locking.apply(home);
    try {
      var world =
          settings.endpoint() == null
              ? Worlds.twin(home, settings.pace(), settings.kinds(), clock)
              : Worlds.endpoint(home, settings.endpoint(), clock);
      var tables = SqliteTables.open(settings.registryFile(), clock.instant());
      return new EmbeddedPlatform(settings, lock, world, tables);
    } catch (RuntimeException e) {
      lock.close(); // else this process could not try again
      throw e;
    }
  }

  /** As people are shown it. */
  public String world() {
    return world.name();
  }

  /** The world itself, not its name. */
  World surroundings() {
    return world;
  }

  public Tables tables() {
    return tables;
  }

  public ObjectStore store() {
    return world.store();
  }

  public WorldTime time() {
    return world.time();
  }

  public KindCatalog kinds() {
    return settings.kinds().catalog();
  }

  public Runs runs() {
    return new Runs(tables);
  }

  /**
   * Applies a package's {@code registry.yaml}, if it has one, and tells the world of its accounts.
   */
  public void seed(Path folder) {
    var file = folder.resolve(RegistryDocument.FILE);
    if (Files.exists(file)) {
      RegistryDocument.read(RegistryDocument.FILE, bytes(file)).applyTo(tables);
    }
    world.accounts().known(new Accounts(tables).all());
  }

  /** Packages a folder and puts it where its coordinates' packages are. */
  public UploadedPackage upload(Path folder, Coordinates coordinates) {
    return UploadedPackage.put(store(), folder, coordinates);
  }

  /** Compiles only: nothing is recorded or started. */
  public Compilation compile(Path folder, Task task) {
    return new Compiler(kinds(), OwnNames.NONE, settings.mostOfARun())
        .compile(PackageFolder.read(folder), RegistryFacts.read(tables, task.coordinates()), task);
  }

  /**
   * Submits a task, as any door does. Returns once its run is started.
   *
   * @throws io.coreautomation.framework.problem.ProblemException with what is wrong or refused
   */
  public RunId submit(Task task) {
    grantIfNobodyIs(task.coordinates());
    return engine.submit(task, settings.principal());
  }

  /** For who waits in line. */
  private void saysWhat(RunRow row) {
    var since =
        LocalTime.now(wall.withZone(ZoneId.systemDefault())).truncatedTo(ChronoUnit.MINUTES);
    lock.says(
        "run %s %s of %s since %s"
            .formatted(row.task().label(), row.runId().shortId(), row.prn(), since));
  }

  /**
   * Where no grant names the portfolio, who runs the embedded platform gets it: the files are
   * theirs anyway.
   */
  private void grantIfNobodyIs(Coordinates coordinates) {
    var portfolio = Prn.parse("prn:" + coordinates.portfolio());
    var grants = new Grants(tables);
    if (grants.list(1_000, null).rows().stream().noneMatch(g -> portfolio.contains(g.on()))) {
      grants.put(new Grant("local:*", List.of("*"), portfolio));
    }
  }

  /** What a plan says. */
  public PlanDocument plan(PlanRow row) {
    return PlanDocument.parse(reader.object(ObjectKeys.of(row.coordinates()).plan(row.digest())));
  }

  public RunView view(RunId run) {
    return reader.view(run);
  }

  /**
   * Follows a run to its end, or until it is suspended.
   *
   * @param listener is shown the run whenever it has changed
   */
  public RunView follow(RunId run, Consumer<RunView> listener) throws InterruptedException {
    return new RunWatch(reader, new Commands(tables), LOOK_EVERY_MILLIS)
        .follow(run, () -> true, listener);
  }

  /** Has a run go on that an earlier process left behind, and the runs that are parts of it. */
  public void resume(RunId run) {
    engine.resume(run);
  }

  /** Takes what people ask of runs, and has the runs see to it in this process. */
  public Operator operator() {
    return engine.operator();
  }

  /** One stack of the world. */
  public record WorldStack(
      String account,
      String accountName,
      String region,
      String stackName,
      String stackId,
      String status,
      Map<String, String> outputs) {}

  /** Every stack in every account and region that the registry knows. */
  public List<WorldStack> stacks() {
    return new WorldStacks(tables, world.access()).all();
  }

  /** The file that holds a run's report. */
  public Path reportFile(RunId run, String extension) {
    return settings.objectFile(ObjectKeys.of(reader.row(run).coordinates()).report(run, extension));
  }

  /** Pauses what runs at its next checkpoint: the next process can resume it. */
  @Override
  public void close() {
    engine.close();
    tables.close();
    world.close();
    lock.close();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
