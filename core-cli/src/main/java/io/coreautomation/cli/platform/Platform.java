package io.coreautomation.cli.platform;

import io.coreautomation.db.run.PlanRow;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the verbs ask of a platform whose world they have, besides its registry. What a person did
 * wrong comes as a {@link io.coreautomation.framework.problem.ProblemException} with all that is
 * wrong.
 */
public interface Platform extends Registry {
  /** The world's time. */
  Instant worldTime();

  @Override
  default Optional<Instant> worldNow() {
    return Optional.of(worldTime());
  }

  KindCatalog kinds();

  /** Applies the folder's {@code registry.yaml} if there is one. */
  void seed(Path folder, Coordinates coordinates);

  Uploaded upload(Path folder, Coordinates coordinates);

  /** Compiles only: nothing is recorded or started. */
  Compiled compile(Path folder, Task task);

  /** Records the run and starts it. */
  RunId submit(Task task);

  /** Makes a run of an earlier process go on, and see to what was asked of it. */
  void resume(RunId run);

  /** The plan whose digest begins so. */
  PlanRow findPlan(String digits);

  /** What a plan says. */
  PlanDocument plan(PlanRow row);

  /** Every stack, in every account and region that the registry knows. */
  List<Stack> stacks();

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
