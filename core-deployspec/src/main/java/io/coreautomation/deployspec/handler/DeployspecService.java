package io.coreautomation.deployspec.handler;

import io.coreautomation.db.facts.RegistryFacts;
import io.coreautomation.db.table.Tables;
import io.coreautomation.deployspec.compile.Compilation;
import io.coreautomation.deployspec.compile.Compiler;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.archive.PackageFiles;
import io.coreautomation.framework.archive.PackageZip;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.lambda.LayerAnswer;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.Task;
import java.nio.charset.StandardCharsets;

/** Compiles the package of a task, and stores what comes out under its digest. */
public final class DeployspecService {
  private final ObjectStore store;
  private final Tables tables;
  private final Compiler compiler;

  public DeployspecService(ObjectStore store, Tables tables, KindCatalog kinds) {
    this.store = store;
    this.tables = tables;
    this.compiler = new Compiler(kinds);
  }

  /**
   * Compiles; repeated, it stores the same objects again.
   *
   * @throws ProblemException with everything that is wrong with the package
   */
  public CompileAnswer compile(Task task) {
    var facts = RegistryFacts.read(tables, task.coordinates());
    var compilation = compiler.compile(files(task), facts, task);
    return stored(task, compilation);
  }

  private PackageFiles files(Task task) {
    var ref = task.packageRef();
    if (ref == null) {
      throw new IllegalStateException("the invoker fixes the package of every task");
    }
    var zip =
        store
            .get(ref.key())
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemCode.PACKAGE_MISSING,
                            "there is no package at '" + ref.key() + "'",
                            "Upload it first.")))
            .content();
    if (ref.digest() != null && !Digest.of(zip).equals(ref.digest())) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.PACKAGE_INVALID,
              "the package at '" + ref.key() + "' is not the one that was asked for",
              "Upload it again."));
    }
    return PackageZip.read(zip);
  }

  private CompileAnswer stored(Task task, Compilation compilation) {
    compilation.objects().forEach((key, content) -> store.put(key, content, Precondition.NONE));
    var keys = ObjectKeys.of(task.coordinates());
    var list = compilation.list().canonical();
    var digest = Digest.of(list);
    store.put(keys.list(digest), list, Precondition.NONE);
    store.put(
        keys.newestList(compilation.list().task().label()),
        digest.toString().getBytes(StandardCharsets.UTF_8),
        Precondition.NONE);
    return new CompileAnswer(
        digest,
        compilation.list().actions().size(),
        compilation.notes().stream().map(LayerAnswer::json).toList());
  }
}
