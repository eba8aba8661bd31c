package io.coreautomation.deployspec.handler;

import io.coreautomation.db.facts.RegistryFacts;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Tables;
import io.coreautomation.deployspec.compile.Compilation;
import io.coreautomation.deployspec.compile.Compiler;
import io.coreautomation.deployspec.part.Parts;
import io.coreautomation.deployspec.spec.SpecReader;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.archive.PackageFiles;
import io.coreautomation.framework.archive.PackageZip;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.OwnNames;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.lambda.LayerAnswer;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskVerb;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Compiles packages that lie in the object store, with the facts of the registry, and puts lists
 * and templates beside them. All that it writes but the pointer to the newest list is named by its
 * content, so a second call changes nothing.
 */
public final class DeployspecService {
  private final ObjectStore objects;
  private final Tables tables;
  private final KindCatalog kinds;
  private final Compiler compiler;

  public DeployspecService(ObjectStore objects, Tables tables, KindCatalog kinds) {
    this(objects, tables, kinds, OwnNames.NONE, Compiler.MOST_OF_A_RUN);
  }

  /**
   * A service of an installation, or for runs of another size.
   *
   * @param own what the lists may not change, as it carries them out
   * @param mostOfARun actions of one run
   */
  public DeployspecService(
      ObjectStore objects, Tables tables, KindCatalog kinds, OwnNames own, int mostOfARun) {
    this.objects = objects;
    this.tables = tables;
    this.kinds = kinds;
    this.compiler = new Compiler(kinds, own, mostOfARun);
  }

  /** As {@link #compile(Task)}, for a layer that sent a request. */
  public DeployspecAnswer answer(DeployspecRequest request) {
    return compile(request.read());
  }

  /**
   * Compiles a task. A teardown for which the package has no spec reverses the list that was
   * deployed last, if the registry knows one: what the package says by now may be something else.
   *
   * @throws ProblemException with everything that is wrong
   */
  public DeployspecAnswer compile(Task task) {
    var files = files(task);
    var compilation =
        deployedLast(task, files)
            .orElseGet(
                () ->
                    compiler.compile(files, RegistryFacts.read(tables, task.coordinates()), task));
    compilation.objects().forEach(this::putOnce);
    var list = compilation.list();
    var content = list.canonical();
    var digest = Digest.of(content);
    var keys = ObjectKeys.of(task.coordinates());
    putOnce(keys.list(digest), content);
    objects.put(
        keys.newestList(list.task().label()),
        digest.toString().getBytes(StandardCharsets.UTF_8),
        Precondition.NONE);
    return new DeployspecAnswer(
        digest,
        Math.toIntExact(Parts.size(list)),
        compilation.notes().stream().map(LayerAnswer::json).toList());
  }

  private Optional<Compilation> deployedLast(Task task, PackageFiles files) {
    if (task.verb() != TaskVerb.TEARDOWN || SpecReader.has(files, TaskVerb.TEARDOWN)) {
      return Optional.empty();
    }
    return new Runs(tables)
        .lastDeployed(task.coordinates().prn())
        .flatMap(
            run ->
                Optional.ofNullable(run.listDigest())
                    .map(
                        list ->
                            new LastTeardown(
                                    objects,
                                    ObjectKeys.of(run.coordinates()),
                                    ObjectKeys.of(task.coordinates()),
                                    kinds,
                                    task.options().force())
                                .of(list)));
  }

  private PackageFiles files(Task task) {
    var ref = task.packageRef() == null ? newest(task) : task.packageRef();
    var zip = objects.get(ref.key()).orElseThrow(() -> missing(ref.key())).content();
    if (ref.digest() != null && !Digest.of(zip).equals(ref.digest())) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.PACKAGE_INVALID,
              "the package at '" + ref.key() + "' is not " + ref.digest(),
              "Upload it again: core upload."));
    }
    return PackageZip.read(zip);
  }

  /** What the pointer of the coordinates names. */
  private PackageRef newest(Task task) {
    var pointer = ObjectKeys.of(task.coordinates()).newestPackage();
    return Json.parse(
        objects.get(pointer).orElseThrow(() -> missing(pointer)).content(), PackageRef.class);
  }

  private void putOnce(String key, byte[] content) {
    try {
      objects.put(key, content, Precondition.ABSENT);
    } catch (ObjectStore.PreconditionFailedException e) {
      // Named by its content: what is there is the same.
    }
  }

  private static ProblemException missing(String key) {
    return new ProblemException(
        Problem.of(
            ProblemCode.PACKAGE_MISSING,
            "there is no package at '" + key + "'",
            "Upload it first: core upload."));
  }
}
