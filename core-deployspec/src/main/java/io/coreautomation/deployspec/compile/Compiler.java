package io.coreautomation.deployspec.compile;

import io.coreautomation.db.facts.RegistryFacts;
import io.coreautomation.deployspec.spec.SpecReader;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Irreversible;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.archive.PackageFiles;
import io.coreautomation.framework.coordinates.OwnNames;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskVerb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles deployspecs. All that is wrong with a package is found in one go; a list comes out only
 * if nothing is. Thread-safe.
 */
public final class Compiler {
  /** What one run drives; a longer list is divided, and each part is a run of its own. */
  public static final int MOST_OF_A_RUN = 10_000;

  private final KindCatalog kinds;
  private final OwnNames own;
  private final int mostOfARun;

  /** A compiler that stands outside of every installation. */
  public Compiler(KindCatalog kinds) {
    this(kinds, OwnNames.NONE, MOST_OF_A_RUN);
  }

  /**
   * A compiler of an installation, or for runs of another size.
   *
   * @param own what the lists may not change, as it carries them out
   * @param mostOfARun actions of one run
   */
  public Compiler(KindCatalog kinds, OwnNames own, int mostOfARun) {
    this.kinds = kinds;
    this.own = own;
    this.mostOfARun = mostOfARun;
  }

  /**
   * Compiles a package for a task. {@code plan}, {@code apply} and {@code teardown} use their own
   * spec if the package has one, else the deployspec; a teardown derived so is {@link Teardown}.
   *
   * @throws ProblemException with everything that is wrong
   */
  public Compilation compile(PackageFiles files, RegistryFacts facts, Task task) {
    var verb = task.verb() == TaskVerb.COMPILE ? TaskVerb.DEPLOY : task.verb();
    if (verb == TaskVerb.PACKAGE || verb == TaskVerb.UPLOAD || verb == TaskVerb.RELEASE) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REQUEST_INVALID,
              "there is nothing to compile for the task '" + verb.label() + "'",
              "Use deploy, plan, apply or teardown."));
    }
    var problems = new Problems();
    var specs = new SpecReader().read(files, problems);
    var spec = Optional.ofNullable(specs.get(verb)).orElse(specs.get(TaskVerb.DEPLOY));
    if (spec == null) {
      if (problems.isEmpty()) {
        problems.add(
            Problem.of(
                ProblemCode.SPEC_MISSING,
                "the package has no spec for the task '" + verb.label() + "'",
                "Add " + verb.label() + "spec.yaml or deployspec.yaml to its root."));
      }
      problems.throwIfAny();
      throw new IllegalStateException("thrown above");
    }
    var compilation =
        new SpecCompilation(kinds, own, files, facts, task, problems).compile(spec, verb);
    if (verb == TaskVerb.TEARDOWN && !specs.containsKey(verb)) {
      compilation =
          new Compilation(
              Teardown.of(compilation.list(), kinds, task.options().force()),
              Map.of(),
              compilation.notes());
    }
    requireConsent(compilation.list(), task);
    return Divided.of(compilation, kinds, mostOfARun);
  }

  /** Of what would carry the list out: what its rollback cannot take back is no surprise then. */
  private void requireConsent(ActionList list, Task task) {
    if (list.onFailure() != OnFailure.ROLLBACK
        || task.options().partialRollback()
        || task.options().dryRun()
        || task.verb() == TaskVerb.COMPILE
        || task.verb() == TaskVerb.PLAN) {
      return;
    }
    var lasting = new LinkedHashMap<Action, String>();
    list.actions().forEach(a -> lasts(a).ifPresent(why -> lasting.put(a, why)));
    if (!lasting.isEmpty()) {
      throw new ProblemException(
          new Irreversible(List.copyOf(lasting.values()))
              .beforeTheRun(lasting.firstEntry().getKey()));
    }
  }

  /** Why an action is certain to be left by a rollback, if it is. */
  private Optional<String> lasts(Action action) {
    return kinds
        .find(action.kind())
        .flatMap(
            kind -> {
              if (!kind.isReversible()) {
                return Optional.of("'" + action.id() + "' is of the kind " + kind.name());
              }
              return action.waits() || kind.inverse().isEmpty()
                  ? Optional.empty()
                  : Optional.of("'" + action.id() + "' is not waited for");
            });
  }
}
