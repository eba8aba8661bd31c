package io.coreautomation.local.embedded;

import io.coreautomation.db.account.Accounts;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.facts.RegistryFacts;
import io.coreautomation.db.grant.Grant;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.restart.Restarts;
import io.coreautomation.db.run.PlanRow;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.seed.RegistryDocument;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.deployspec.compile.Compilation;
import io.coreautomation.deployspec.compile.Compiler;
import io.coreautomation.execute.operate.Delivery;
import io.coreautomation.execute.operate.Operator;
import io.coreautomation.execute.reap.NextGeneration;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.archive.PackageFolder;
import io.coreautomation.framework.archive.PackageZip;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.OwnNames;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.WorldTime;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import io.coreautomation.invoker.InvokerRequest;
import io.coreautomation.local.interpreter.Interpreter;
import io.coreautomation.local.interpreter.StateMachine;
import io.coreautomation.local.interpreter.Surroundings;
import io.coreautomation.local.interpreter.TableExecutions;
import io.coreautomation.local.sqlite.SqliteTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The whole platform in this process. One process at a time has the world of a home. */
public final class EmbeddedPlatform implements AutoCloseable {
  private static final String ASL = "/io/coreautomation/execute/execute.asl.json";

  /** What makes a document a template, for a count that people read. */
  private static final Pattern RESOURCES = Pattern.compile("(?m)^\\s*\"?Resources\"?\\s*:");

  private static final long LOOK_EVERY_MILLIS = 50;
  private static final int PAGE = 100;

  private final EmbeddedSettings settings;
  private final WorldLock lock;
  private final World world;
  private final SqliteTables tables;
  private final Interpreter interpreter;
  private final LocalFunctions functions;
  private final RunReader reader;
  private final NextGeneration next;
  private final Delivery delivery;
  private final CommandWatch commandWatch;
  private final @Nullable EventPump events;
  private final Clock wall = Clock.systemUTC();

  private EmbeddedPlatform(
      EmbeddedSettings settings, WorldLock lock, World world, SqliteTables tables) {
    this.settings = settings;
    this.lock = lock;
    this.world = world;
    this.tables = tables;
    this.functions = new LocalFunctions();
    this.interpreter =
        new Interpreter(
            StateMachine.read(
                machine(),
                Map.of(
                    "ExecuteFunctionArn", LocalFunctions.EXECUTE,
                    "ParkFunctionArn", LocalFunctions.PARK,
                    "InvokerFunctionArn", LocalFunctions.INVOKER)),
            Surroundings.LOCAL,
            new TableExecutions(tables),
            world.time(),
            functions,
            new Random());
    var runs = new Runs(tables);
    this.reader = new RunReader(tables, world.store());
    this.next = new NextGeneration(runs, world.store(), interpreter, new Restarts(tables), wall);
    this.delivery =
        new Delivery(tables, next, new Waker(new Waits(tables), interpreter, world.time()), wall);
    new LocalLayers(world, tables, wall, settings.kinds(), settings.mostOfARun())
        .serve(functions, interpreter, delivery::deliver);
    this.commandWatch = new CommandWatch(new Commands(tables), this::deliver).started();
    this.events =
        world.twin() == null ? null : EventPump.start(world.twin(), world.time(), functions);
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
      var tables = SqliteTables.open(home.resolve("registry.db"), clock.instant());
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

  /** What was uploaded. */
  public record Uploaded(PackageRef ref, int files, int templates) {}

  /** Packages a folder and puts it where its coordinates' packages are. */
  public Uploaded upload(Path folder, Coordinates coordinates) {
    var files = PackageFolder.read(folder);
    var zip = PackageZip.write(files);
    var digest = Digest.of(zip);
    var keys = ObjectKeys.of(coordinates);
    var ref = new PackageRef(keys.packageZip(digest), digest);
    store().put(ref.key(), zip, ObjectStore.Precondition.NONE);
    store()
        .put(
            keys.newestPackage(),
            Json.write(ref).getBytes(StandardCharsets.UTF_8),
            ObjectStore.Precondition.NONE);
    var templates =
        (int)
            files.paths().stream()
                .filter(path -> path.matches(".*\\.(ya?ml|json|template)"))
                .filter(path -> files.get(path).filter(EmbeddedPlatform::isTemplate).isPresent())
                .count();
    return new Uploaded(ref, files.paths().size(), templates);
  }

  private static boolean isTemplate(byte[] document) {
    return RESOURCES.matcher(new String(document, StandardCharsets.UTF_8)).find();
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
    var answer = functions.call(Layer.INVOKER, InvokerRequest.accept(task, settings.principal()));
    var run = RunId.parse(answer.path("runId").asText());
    saysWhat(reader.row(run));
    return run;
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
    var row = reader.row(run);
    reader.requireKinds(row, settings.kinds());
    saysWhat(row);
    deliver(run); // what was asked while nobody worked on it
    if (row.parent() == null) {
      // What stands before the execution is repeatable: the invoker sees how far it came.
      functions.call(Layer.INVOKER, InvokerRequest.carryOut(run));
    }
    carryOn(run);
    partsOf(run).forEach(part -> resume(part.runId()));
  }

  /** Parts of a run that are not at their end. */
  private List<RunRow> partsOf(RunId run) {
    var parts = new ArrayList<RunRow>();
    @Nullable Cursor next = null;
    do {
      var page = runs().unfinished(PAGE, next);
      page.rows().stream()
          .filter(row -> row.parent() != null && row.parent().run().equals(run))
          .forEach(parts::add);
      next = page.next();
    } while (next != null);
    return parts;
  }

  /** Takes what people ask of runs, and has the runs see to it in this process. */
  public Operator operator() {
    return new Operator(tables, this::view, this::deliver, wall);
  }

  /** Also a run that an earlier process left behind goes on then. */
  private void deliver(RunId run) {
    reader.requireKinds(reader.row(run), settings.kinds());
    delivery.deliver(run);
    carryOn(run);
  }

  private void carryOn(RunId run) {
    interpreter.resume(next.newest(reader.row(run)).execution());
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
    return settings
        .home()
        .resolve("objects")
        .resolve(ObjectKeys.of(reader.row(run).coordinates()).report(run, extension));
  }

  /** Pauses what runs at its next checkpoint: the next process can resume it. */
  @Override
  public void close() {
    commandWatch.close();
    interpreter.close();
    if (events != null) {
      events.close();
    }
    tables.close();
    world.close();
    lock.close();
  }

  private static String machine() {
    try (var file = EmbeddedPlatform.class.getResourceAsStream(ASL)) {
      if (file == null) {
        throw new IllegalStateException(
            "the state machine's file is not on the class path: " + ASL);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
