package io.coreautomation.invoker;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskVerb;

/** Fixes which package a task is about, so that a later upload changes nothing for its run. */
final class Packages {
  private final ObjectStore objects;
  private final Runs runs;

  Packages(ObjectStore objects, Runs runs) {
    this.objects = objects;
    this.runs = runs;
  }

  /** The task, with the package that it will be carried out on, which is there. */
  Task fixed(Task task) {
    return task.verb() == TaskVerb.TEARDOWN ? asDeployedLast(task) : withPackage(task);
  }

  /**
   * What was deployed last is what is taken back: with its package and its coordinates, as both are
   * in the names of its stacks.
   */
  private Task asDeployedLast(Task task) {
    var prn = task.coordinates().prn();
    var deployed =
        runs.lastDeployed(prn)
            .orElseThrow(
                () ->
                    missing(
                        ProblemCode.NOT_FOUND,
                        "nothing was deployed at " + prn,
                        "Name the coordinates of a deployment that is COMPLETE."));
    var about = task.deployment();
    return new Task(
        task.verb(),
        task.type(),
        new Deployment(
            deployed.coordinates(), about.environment(), about.dataCenter(), about.tags()),
        packageOf(deployed),
        task.options(),
        task.correlationId());
  }

  private static PackageRef packageOf(RunRow deployed) {
    if (deployed.packageKey() == null) {
      throw new IllegalStateException("run " + deployed.runId() + " was deployed from no package");
    }
    return new PackageRef(deployed.packageKey(), deployed.packageDigest());
  }

  private Task withPackage(Task task) {
    var keys = ObjectKeys.of(task.coordinates());
    var given = task.packageRef();
    if (given == null || given.key().equals(keys.newestPackage())) {
      return task.withPackage(newest(keys));
    }
    var portfolio = "packages/" + task.coordinates().portfolio() + "/";
    if (!given.key().startsWith(portfolio)) {
      throw missing(
          ProblemCode.PACKAGE_INVALID,
          "the package '" + given.key() + "' is not of this portfolio",
          "Use a key that begins with '" + portfolio + "'.");
    }
    return task.withPackage(given.digest() == null ? digested(given) : present(given));
  }

  private PackageRef newest(ObjectKeys keys) {
    return objects
        .get(keys.newestPackage())
        .map(pointer -> present(Json.parse(pointer.content(), PackageRef.class)))
        .orElseThrow(() -> packageMissing(keys.newestPackage()));
  }

  private PackageRef present(PackageRef ref) {
    if (!objects.list(ref.key(), null).keys().contains(ref.key())) {
      throw packageMissing(ref.key());
    }
    return ref;
  }

  private PackageRef digested(PackageRef ref) {
    return objects
        .get(ref.key())
        .map(zip -> new PackageRef(ref.key(), Digest.of(zip.content())))
        .orElseThrow(() -> packageMissing(ref.key()));
  }

  private static ProblemException packageMissing(String key) {
    return missing(
        ProblemCode.PACKAGE_MISSING,
        "there is no package at '" + key + "'",
        "Upload it first: core upload.");
  }

  private static ProblemException missing(ProblemCode code, String message, String mend) {
    return new ProblemException(Problem.of(code, message, mend));
  }
}
