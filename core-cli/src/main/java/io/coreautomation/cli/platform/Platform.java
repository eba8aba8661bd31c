package io.coreautomation.cli.platform;

import io.coreautomation.db.account.Account;
import io.coreautomation.db.run.PlanRow;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the verbs ask of a platform. What a person did wrong comes as a {@link
 * io.coreautomation.framework.problem.ProblemException} with all that is wrong.
 */
public interface Platform extends AutoCloseable {
  /** What people call it: {@code twin (.core)}. */
  String world();

  /** Whether the world is a simulation, whose time is not the clock's. */
  boolean isSimulated();

  /** The world's time. */
  Instant worldTime();

  KindCatalog kinds();

  /** Applies the folder's {@code registry.yaml} if there is one. */
  void seed(Path folder, Coordinates coordinates);

  Uploaded upload(Path folder, Coordinates coordinates);

  /** Compiles only: nothing is recorded or started. */
  Compiled compile(Path folder, Task task);

  /** Records the run and starts it. */
  RunId submit(Task task);

  RunView view(RunId run);

  /** Follows a run to its end, telling the listener of each change, and returns how it ended. */
  RunView follow(RunId run, Consumer<RunView> listener) throws InterruptedException;

  /** Runs of an earlier process that are not at their end, oldest first. */
  List<RunRow> unfinished();

  /** Makes a run of an earlier process go on. */
  void resume(RunId run);

  /** The run whose id begins or ends so. */
  RunRow find(String digits);

  /** The plan whose digest begins so. */
  PlanRow findPlan(String digits);

  /** What a plan says. */
  PlanDocument plan(PlanRow row);

  /** The newest runs, newest first. */
  List<RunRow> newest(int limit);

  List<Account> accounts();

  /** Every stack, in every account and region that the registry knows. */
  List<Stack> stacks();

  /** Where the report of a run lies once it is written. */
  Path reportFile(RunId run, String extension);

  @Override
  void close();

  /** A package as it was uploaded. */
  record Uploaded(PackageRef ref, int files, int templates) {}

  /**
   * A package as it was compiled.
   *
   * @param notes what its author should know, though nothing is wrong
   */
  record Compiled(ActionList list, List<Problem> notes) {}

  /** A stack that stands in the world. */
  record Stack(
      String account,
      String accountName,
      String region,
      String stackName,
      String stackId,
      String status,
      Map<String, String> outputs) {}
}
